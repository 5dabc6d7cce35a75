package org.dottedline.trust;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.BeforeTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.opentest4j.TestAbortedException;

/**
 * Counts what tests marked {@link Attack} or {@link Fault} try, and writes it down for {@link TriedTable}. A test says what it tries by
 * {@link #times}; one that says nothing has tried once. Whatever was tried, all invariants hold afterwards ({@link Unbroken}).
 */
public final class Tried implements BeforeTestExecutionCallback, AfterTestExecutionCallback {

    static final Path WRITTEN = Path.of("target", "trust");

    private static final AtomicLong TIMES = new AtomicLong();

    /** The test under way has tried so many more: requests sent, seeds walked, threads let go. */
    public static void times(long more) {
        TIMES.addAndGet(more);
    }

    @Override
    public void beforeTestExecution(ExtensionContext context) {
        TIMES.set(0);
        Unbroken.before(context);
    }

    @Override
    public void afterTestExecution(ExtensionContext context) {
        long times = Math.max(1, TIMES.getAndSet(0));
        AssertionError broken = Unbroken.after(context);
        if (context.getExecutionException()
                .filter(TestAbortedException.class::isInstance)
                .isPresent()) {
            return; // a test that this machine cannot run has tried nothing
        }
        String result = context.getExecutionException().isEmpty() && broken == null ? "held" : "FELL";
        context.getTestMethod().ifPresent(method -> {
            Attack attack = method.getAnnotation(Attack.class);
            Fault fault = method.getAnnotation(Fault.class);
            String test = context.getRequiredTestClass().getSimpleName() + "." + method.getName();
            for (int number : attack == null ? new int[0] : attack.value()) {
                write(Trial.Kind.ATTACK, number, test, context.getUniqueId(), times, result);
            }
            for (int number : fault == null ? new int[0] : fault.value()) {
                write(Trial.Kind.FAULT, number, test, context.getUniqueId(), times, result);
            }
        });
        if (broken != null) {
            throw broken;
        }
    }

    private static void write(Trial.Kind kind, int number, String test, String id, long times, String result) {
        try {
            Files.createDirectories(WRITTEN);
            String name = kind.word() + "-" + number + "-" + Integer.toHexString(id.hashCode()) + ".tsv";
            Files.writeString(
                    WRITTEN.resolve(name),
                    kind.word() + "\t" + number + "\t" + test + "\t" + times + "\t" + result + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package org.dottedline.trust;

import java.time.Duration;
import java.util.List;
import org.dottedline.check.Finding;
import org.dottedline.check.Invariants;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.test.context.junit.jupiter.SpringExtension;

/**
 * After an attack or a fault all invariants hold, once the steps that it set going have been taken: of a test with many arguments after
 * the last of them.
 */
final class Unbroken {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private Unbroken() {}

    /** What is broken after a test, or null; nothing is asked of a test without an application. */
    static @Nullable AssertionError after(ExtensionContext test) {
        if (!AnnotatedElementUtils.hasAnnotation(test.getRequiredTestClass(), SpringBootTest.class)) {
            return null;
        }
        Invariants invariants = SpringExtension.getApplicationContext(test).getBean(Invariants.class);
        if (!test.getUniqueId().contains("test-template-invocation")) {
            return broken(invariants, test.getDisplayName());
        }
        ExtensionContext all = test.getParent().orElseThrow();
        all.getStore(ExtensionContext.Namespace.create(Unbroken.class))
                .computeIfAbsent("at the end", key -> new AtTheEnd(invariants, all.getDisplayName()));
        return null;
    }

    private record AtTheEnd(Invariants invariants, String test) implements AutoCloseable {

        @Override
        public void close() {
            AssertionError broken = broken(invariants, test);
            if (broken != null) {
                throw broken;
            }
        }
    }

    private static @Nullable AssertionError broken(Invariants invariants, String test) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        List<Finding> findings = invariants.findings();
        while (!findings.isEmpty() && System.nanoTime() < deadline) {
            try {
                Thread.sleep(250);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                break;
            }
            findings = invariants.findings();
        }
        return findings.isEmpty() ? null : new AssertionError("Broken after " + test + ": " + findings);
    }
}

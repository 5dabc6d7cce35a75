package org.dottedline.trust;

import java.time.Duration;
import java.util.List;
import java.util.Set;
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
    private static final String BEFORE = "before";

    private Unbroken() {}

    /** Notes what is broken before: tests that share this database may have written rows that no application would. */
    static void before(ExtensionContext test) {
        if (hasApplication(test)) {
            notes(test)
                    .computeIfAbsent(BEFORE, key -> Set.copyOf(invariants(test).findings()));
        }
    }

    /** What a test has broken, or null; nothing is asked of a test without an application. */
    static @Nullable AssertionError after(ExtensionContext test) {
        if (!hasApplication(test)) {
            return null;
        }
        Invariants invariants = invariants(test);
        @SuppressWarnings("unchecked")
        Set<Finding> before = (Set<Finding>) notes(test).get(BEFORE);
        if (!isOneOfMany(test)) {
            return broken(invariants, before, test.getDisplayName());
        }
        ExtensionContext all = test.getParent().orElseThrow();
        notes(test).computeIfAbsent("at the end", key -> new AtTheEnd(invariants, before, all.getDisplayName()));
        return null;
    }

    private static boolean hasApplication(ExtensionContext test) {
        return AnnotatedElementUtils.hasAnnotation(test.getRequiredTestClass(), SpringBootTest.class);
    }

    private static boolean isOneOfMany(ExtensionContext test) {
        return test.getUniqueId().contains("test-template-invocation");
    }

    private static Invariants invariants(ExtensionContext test) {
        return SpringExtension.getApplicationContext(test).getBean(Invariants.class);
    }

    /** Of the method, whatever its arguments. */
    private static ExtensionContext.Store notes(ExtensionContext test) {
        ExtensionContext method = isOneOfMany(test) ? test.getParent().orElseThrow() : test;
        return method.getStore(ExtensionContext.Namespace.create(Unbroken.class));
    }

    private record AtTheEnd(Invariants invariants, Set<Finding> before, String test) implements AutoCloseable {

        @Override
        public void close() {
            AssertionError broken = broken(invariants, before, test);
            if (broken != null) {
                throw broken;
            }
        }
    }

    private static @Nullable AssertionError broken(Invariants invariants, Set<Finding> before, String test) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        List<Finding> findings = fresh(invariants, before);
        while (!findings.isEmpty() && System.nanoTime() < deadline) {
            try {
                Thread.sleep(250);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                break;
            }
            findings = fresh(invariants, before);
        }
        return findings.isEmpty() ? null : new AssertionError("Broken after " + test + ": " + findings);
    }

    private static List<Finding> fresh(Invariants invariants, Set<Finding> before) {
        return invariants.findings().stream()
                .filter(finding -> !before.contains(finding))
                .toList();
    }
}

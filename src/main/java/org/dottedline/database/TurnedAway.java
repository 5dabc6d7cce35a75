package org.dottedline.database;

import java.time.Duration;

/** When somebody last got no connection of the pool. */
final class TurnedAway {

    private static final Duration LATELY = Duration.ofSeconds(3);

    private volatile long at = System.nanoTime() - LATELY.toNanos();

    void somebody() {
        at = System.nanoTime();
    }

    boolean lately() {
        return System.nanoTime() - at < LATELY.toNanos();
    }
}

package org.dottedline.time;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;

/** The application's clock, in UTC. It can be set back or forward as a whole, which the demo and the tests do, and the engine follows. */
@Component
public class ApplicationClock extends Clock {

    private final List<Consumer<Duration>> followers = new CopyOnWriteArrayList<>();
    private volatile Duration offset = Duration.ZERO;

    /** Tells this follower of the present and of every later distance from real time. */
    public void follow(Consumer<Duration> follower) {
        followers.add(follower);
        follower.accept(offset);
    }

    /** Makes it this moment now; time goes on from there. */
    public void set(Instant now) {
        shift(Duration.between(Instant.now(), now));
    }

    /** Returns to real time. */
    public void reset() {
        shift(Duration.ZERO);
    }

    private void shift(Duration distance) {
        offset = distance;
        followers.forEach(follower -> follower.accept(distance));
    }

    public LocalDate today() {
        return LocalDate.ofInstant(instant(), ZoneOffset.UTC);
    }

    @Override
    public Instant instant() {
        return Instant.now().plus(offset);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("Times are UTC.");
    }
}

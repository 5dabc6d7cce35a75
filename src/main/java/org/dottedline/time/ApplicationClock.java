package org.dottedline.time;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * The application's clock, in UTC. It goes by the database's, one for all nodes, whatever the clock of this machine says. It can be set
 * back or forward as a whole, which the demo and the tests do, and the engine follows.
 */
@Component
public class ApplicationClock extends Clock {

    private final List<Consumer<Duration>> followers = new CopyOnWriteArrayList<>();
    private final Duration machineOffBy;
    private volatile Duration correction = Duration.ZERO;
    private volatile Duration offset = Duration.ZERO;

    public ApplicationClock() {
        this(Duration.ZERO);
    }

    /** @param machineOffBy makes the clock of this machine wrong by so much; only tests of several nodes do */
    @Autowired
    ApplicationClock(@Value("${dottedline.machine-clock-off-by:PT0S}") Duration machineOffBy) {
        this.machineOffBy = machineOffBy;
    }

    /** Tells this follower of the present and of every later distance from real time. */
    public void follow(Consumer<Duration> follower) {
        followers.add(follower);
        follower.accept(fromMachine());
    }

    /**
     * Goes by this real moment from now on, if it was further from it than tolerated.
     *
     * @return how far it was behind; zero where nothing was done
     */
    Duration correct(Instant now, Duration tolerated) {
        Duration behind = Duration.between(machine().plus(correction), now);
        if (behind.abs().compareTo(tolerated) <= 0) {
            return Duration.ZERO;
        }
        correction = correction.plus(behind);
        shift(offset);
        return behind;
    }

    /** Makes it this moment now; time goes on from there. */
    public void set(Instant now) {
        shift(Duration.between(machine().plus(correction), now));
    }

    /** Returns to real time. */
    public void reset() {
        shift(Duration.ZERO);
    }

    /**
     * The database's time, whatever this clock is set to: for what must not grow younger or older when somebody sets it, such as a
     * session.
     */
    public InstantSource realTime() {
        return () -> machine().plus(correction);
    }

    private void shift(Duration distance) {
        offset = distance;
        followers.forEach(follower -> follower.accept(fromMachine()));
    }

    private Duration fromMachine() {
        return machineOffBy.plus(correction).plus(offset);
    }

    /** What the clock of this machine says. */
    private Instant machine() {
        return Instant.now().plus(machineOffBy);
    }

    public LocalDate today() {
        return LocalDate.ofInstant(instant(), ZoneOffset.UTC);
    }

    @Override
    public Instant instant() {
        return machine().plus(correction).plus(offset);
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

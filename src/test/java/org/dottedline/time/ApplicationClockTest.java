package org.dottedline.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;

class ApplicationClockTest {

    @Test
    void realTimeIsTheDatabasesWhateverTheMachineSaysAndTheClockIsSetTo() {
        ApplicationClock clock = new ApplicationClock(Duration.ofHours(13));
        Instant database = Instant.now();
        clock.correct(database, Duration.ZERO);
        clock.set(database.minus(Duration.ofDays(400)));

        assertThat(clock.realTime().instant()).isCloseTo(Instant.now(), within(5, ChronoUnit.SECONDS));
        assertThat(clock.instant()).isBefore(database.minus(Duration.ofDays(399)));
    }
}

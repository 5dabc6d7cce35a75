package org.dottedline.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.dottedline.people.Account;
import org.dottedline.people.Person;
import org.junit.jupiter.api.Test;

class VerifiedPasswordsTest {

    private Instant now = Instant.parse("2026-05-31T12:00:00Z");
    private final VerifiedPasswords verified = new VerifiedPasswords(() -> now);

    @Test
    void aPasswordThatWasRightIsKnownForFiveMinutes() {
        verified.remember(account("a", "hash"), "address", "secret");

        assertThat(verified.knows(account("a", "hash"), "address", "secret")).isTrue();
        now = now.plusSeconds(299);
        assertThat(verified.knows(account("a", "hash"), "address", "secret")).isTrue();
        now = now.plusSeconds(1);
        assertThat(verified.knows(account("a", "hash"), "address", "secret")).isFalse();
    }

    @Test
    void nothingElseFits() {
        verified.remember(account("a", "hash"), "address", "secret");

        assertThat(verified.knows(account("a", "hash"), "address", "wrong")).isFalse();
        assertThat(verified.knows(account("a", "hash"), "elsewhere", "secret")).isFalse();
        assertThat(verified.knows(account("a", "changed"), "address", "secret")).isFalse();
        assertThat(verified.knows(account("b", "hash"), "address", "secret")).isFalse();
        assertThat(verified.knows(account("a", "hash"), "addres", "ssecret")).isFalse();
    }

    @Test
    void aWrongGuessForgetsIt() {
        verified.remember(account("a", "hash"), "address", "secret");
        verified.forget("a");

        assertThat(verified.knows(account("a", "hash"), "address", "secret")).isFalse();
    }

    @Test
    void itNeverGrows() {
        verified.remember(account("first", "hash"), "address", "secret");
        for (int number = 0; number < VerifiedPasswords.MOST; number++) {
            verified.remember(account("a" + number, "hash"), "address", "secret");
        }

        assertThat(verified.knows(account("first", "hash"), "address", "secret"))
                .isFalse();
        assertThat(verified.knows(account("a0", "hash"), "address", "secret")).isTrue();
    }

    private static Account account(String login, String hash) {
        return new Account(new Person(login, login, List.of()), hash, true, false);
    }
}

package org.dottedline.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.security.crypto.password.PasswordEncoder;

class PasswordsAreKeptTest {

    private final PasswordEncoder passwords = SecurityConfiguration.passwordEncoder();

    @Test
    void whatIsKeptOfAPasswordTakesTenRoundsOfBcryptOrMore() {
        String kept = passwords.encode("correct horse");

        assertThat(kept).matches("\\{bcrypt}\\$2a\\$[1-9]\\d\\$.{53}").doesNotContain("horse");
        assertThat(passwords.matches("correct horse", kept)).isTrue();
        assertThat(passwords.matches("correct horsf", kept)).isFalse();
        assertThat(passwords.encode("correct horse")).isNotEqualTo(kept);
    }
}

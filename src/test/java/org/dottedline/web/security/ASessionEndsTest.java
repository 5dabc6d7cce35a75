package org.dottedline.web.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.dottedline.people.Account;
import org.dottedline.people.People;
import org.dottedline.people.Person;
import org.dottedline.trust.Attack;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.security.authentication.InsufficientAuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;

class ASessionEndsTest {

    private static final Instant MORNING = Instant.parse("2026-05-31T08:00:00Z");

    private final Account account = new Account(new Person("pmo", "Greta Novak", List.of()), "{bcrypt}x", true, true);
    private final People people = mock();
    private final MockHttpServletRequest request = new MockHttpServletRequest("GET", "/tasks");
    private final MockHttpSession session = new MockHttpSession();

    @BeforeEach
    void signedInAtEight() {
        given(people.account("pmo")).willReturn(Optional.of(account));
        request.setSession(session);
        SecurityContextHolder.getContext().setAuthentication(new SignedIn(account, MORNING));
    }

    @AfterEach
    void nobody() {
        SecurityContextHolder.clearContext();
    }

    @Test
    @Attack(12)
    void twelveHoursAfterSigningInHoweverBusy() throws Exception {
        passAt(MORNING.plusSeconds(12 * 3600 - 1));
        assertThat(CurrentPerson.of(request)).contains(account.person());

        assertThatThrownBy(() -> passAt(MORNING.plusSeconds(12 * 3600)))
                .isInstanceOf(InsufficientAuthenticationException.class);
        assertThat(session.isInvalid()).isTrue();
    }

    private void passAt(Instant now) throws Exception {
        new CurrentPersonFilter(people, () -> now)
                .doFilter(request, new MockHttpServletResponse(), new MockFilterChain());
        request.removeAttribute(CurrentPersonFilter.class.getName() + ".FILTERED");
    }
}

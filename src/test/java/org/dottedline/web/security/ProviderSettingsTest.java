package org.dottedline.web.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verifyNoInteractions;

import java.time.Clock;
import java.util.Map;
import org.dottedline.database.StartFailure;
import org.dottedline.people.People;
import org.dottedline.time.ApplicationClock;
import org.dottedline.web.security.persistence.SignInAttempts;
import org.junit.jupiter.api.Test;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.web.client.RestClientException;

/** A provider is named in full, by the environment, or not at all. */
class ProviderSettingsTest {

    private final MockEnvironment environment = new MockEnvironment();

    @Test
    void withoutAnIssuerThereIsNoneAndPasswordsAreTheOnlyWay() {
        set("client.id", "dotted-line");

        Provider none = new Provider(environment, mock(), mock(), new ApplicationClock());

        assertThat(none.name()).isEmpty();
        assertThat(none.passwords()).isTrue();
        assertThat(none.signOut()).isEmpty();
    }

    @Test
    void aProviderByHalvesStopsTheStartWithASentence() {
        set("issuer", "https://login.example.org");
        refused("DOTTEDLINE_OIDC_ADDRESS is not");
        set("address", "dotted.example.org");
        refused("DOTTEDLINE_OIDC_ADDRESS is no address");
        set("address", "https://dotted.example.org/");
        refused("DOTTEDLINE_OIDC_CLIENT_ID is not");
        set("client.id", "dotted-line");
        set("roles", "Executives of Billing");
        refused("DOTTEDLINE_OIDC_ROLES cannot be read");
        set("issuer", "http://login.example.org");
        refused("is not https");
    }

    @Test
    void whatIsLeftOutHasItsDefaultAndTheSecretIsInNoLog() {
        complete();
        set("client.secret", "hunter2");
        set("roles", "cn=Board, o=Company=board; Billing = lob-executive.billing;");

        ProviderSettings settings = ProviderSettings.of(environment).orElseThrow();

        assertThat(settings.name()).isEqualTo("login.example.org");
        assertThat(settings.address()).isEqualTo("https://dotted.example.org");
        assertThat(settings.loginClaim()).isEqualTo("preferred_username");
        assertThat(settings.scopes()).containsExactly("openid", "profile");
        assertThat(settings.audience()).isNull();
        assertThat(settings.passwords()).isTrue();
        assertThat(settings.roles())
                .isEqualTo(Map.of("cn=Board, o=Company", "board", "Billing", "lob-executive.billing"));
        assertThat(settings.toString()).doesNotContain("hunter2");
    }

    @Test
    void wherePasswordsAreOffEvenARightOneOpensNothing() {
        complete();
        set("passwords", "off");
        People people = mock();
        PasswordEncoder encoder = mock();
        given(encoder.encode("nobody's password")).willReturn("x");
        SignInAttempts attempts = mock();
        PasswordSignIn signIn = new PasswordSignIn(
                people,
                encoder,
                attempts,
                mock(),
                new Provider(environment, people, mock(), new ApplicationClock()),
                new ApplicationClock());

        assertThatThrownBy(() -> signIn.authenticate(UsernamePasswordAuthenticationToken.unauthenticated("pmo", "pmo")))
                .isInstanceOf(BadCredentialsException.class);
        verifyNoInteractions(people, attempts);
    }

    @Test
    void anAddressOfMailCountsWhereTheProviderHasSeenItAndInOurDomainAlone() {
        complete();
        set("login.claim", "email");
        set("login.domain", "example.org");
        People people = mock();
        ProviderPersons persons =
                new ProviderPersons(ProviderSettings.of(environment).orElseThrow(), people, mock(), Clock.systemUTC());

        for (Map<String, Object> claims : java.util.List.<Map<String, Object>>of(
                Map.of("email", "anna@example.org"),
                Map.of("email", "anna@example.org", "email_verified", false),
                Map.of("email", "anna@evil.org", "email_verified", true),
                Map.of("email", "anna", "email_verified", true))) {
            assertThatThrownBy(() -> persons.call(claims)).isInstanceOf(ProviderRefused.class);
        }
        org.mockito.Mockito.verify(people, org.mockito.Mockito.never()).account("anna");
        assertThatThrownBy(() -> persons.call(Map.of("email", "anna@example.org", "email_verified", true)))
                .isInstanceOf(ProviderRefused.class);
        org.mockito.Mockito.verify(people).account("anna");
    }

    @Test
    void aProviderThatIsAwayIsNotAskedAgainAtOnce() {
        complete();
        set("issuer", "http://127.0.0.1:1");
        Discovery discovery = new Discovery(ProviderSettings.of(environment).orElseThrow());

        assertThatThrownBy(discovery::registration).isInstanceOf(RestClientException.class);
        assertThatThrownBy(discovery::registration).hasMessageContaining("a moment ago");
        assertThat(discovery.signOut()).isEmpty();
    }

    private void complete() {
        set("issuer", "https://login.example.org");
        set("client.id", "dotted-line");
        set("address", "https://dotted.example.org/");
    }

    private void set(String name, String value) {
        environment.setProperty("dottedline.oidc." + name, value);
    }

    private void refused(String sentence) {
        assertThatThrownBy(() -> ProviderSettings.of(environment))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining(sentence);
    }
}

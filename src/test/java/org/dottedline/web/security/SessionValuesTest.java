package org.dottedline.web.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dottedline.people.Account;
import org.dottedline.people.Person;
import org.junit.jupiter.api.Test;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.csrf.DefaultCsrfToken;
import org.springframework.web.servlet.FlashMap;
import tools.jackson.databind.json.JsonMapper;

/** A session keeps a few known things, as JSON, so that it outlives the classes of the version that began it. */
class SessionValuesTest {

    private static final Account GRETA =
            new Account(new Person("pmo", "Greta Novak", List.of()), "{bcrypt}x", true, true);

    private final SessionValues values = new SessionValues();
    private final JsonMapper json = JsonMapper.builder().build();

    @Test
    void whoIsSignedInIsKeptWithoutNameRolesAndHash() {
        SignedIn signedIn = new SignedIn(GRETA, Instant.parse("2026-05-31T08:00:00Z"));

        String written = json.writeValueAsString(values.write("context", new SecurityContextImpl(signedIn)));

        assertThat(written).doesNotContain("bcrypt", "Greta", "grants", "dottedline");
        SecurityContextImpl read = (SecurityContextImpl) values.read("context", json.readValue(written, Object.class));
        assertThat(read.getAuthentication()).isEqualTo(signedIn);
        assertThat(((SignedIn) read.getAuthentication()).holdsFor(GRETA)).isTrue();
    }

    @Test
    void theTokenOfFormsAndTheSentenceForTheNextPageAreKept() {
        CsrfToken token = new DefaultCsrfToken("X-CSRF-TOKEN", "_csrf", "abc");
        assertThat(((CsrfToken) throughJson("token", token)).getToken()).isEqualTo("abc");

        FlashMap flash = new FlashMap();
        flash.put("flash", List.of("It is “done”."));
        flash.setTargetRequestPath("/ideas");
        flash.addTargetRequestParam("undo", "1");
        flash.addTargetRequestParam("undo", "2");
        flash.startExpirationPeriod(180);
        @SuppressWarnings("unchecked")
        List<FlashMap> read = (List<FlashMap>) throughJson("flash", new ArrayList<>(List.of(flash)));
        assertThat(read).singleElement().isEqualTo(flash);
        assertThat(read.get(0).getExpirationTime()).isEqualTo(flash.getExpirationTime());
        read.add(new FlashMap());
    }

    @Test
    void whatSomebodyIsSentToTheProviderWithIsKeptUntilTheyComeBack() {
        OAuth2AuthorizationRequest request = OAuth2AuthorizationRequest.authorizationCode()
                .authorizationUri("https://login.example.org/authorize")
                .clientId("dotted-line")
                .redirectUri("https://dotted.example.org/sign-in/return")
                .scope("openid", "profile")
                .state("abc")
                .attributes(Map.of("registration_id", "provider", "code_verifier", "proof", "nonce", "once"))
                .build();

        OAuth2AuthorizationRequest read = (OAuth2AuthorizationRequest) throughJson("request", request);

        assertThat(read.getState()).isEqualTo("abc");
        assertThat(read.getRedirectUri()).isEqualTo(request.getRedirectUri());
        assertThat(read.getScopes()).isEqualTo(request.getScopes());
        assertThat(read.getAttributes()).isEqualTo(request.getAttributes());
    }

    @Test
    void whetherTheProviderSaidSoIsKept() {
        SignedIn signedIn = SignedIn.byProvider(GRETA, Instant.parse("2026-05-31T08:00:00Z"));

        SecurityContextImpl read = (SecurityContextImpl) throughJson("context", new SecurityContextImpl(signedIn));

        assertThat(((SignedIn) read.getAuthentication()).isByProvider()).isTrue();
    }

    @Test
    void nothingElseIsKept() {
        assertThatThrownBy(() -> values.write("x", new Object())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> values.write(
                        "context",
                        new SecurityContextImpl(
                                UsernamePasswordAuthenticationToken.authenticated("pmo", "secret", List.of()))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private Object throughJson(String name, Object value) {
        return values.read(name, json.readValue(json.writeValueAsString(values.write(name, value)), Object.class));
    }
}

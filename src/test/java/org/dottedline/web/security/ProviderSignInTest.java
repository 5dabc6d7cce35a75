package org.dottedline.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.dottedline.ProductTest;
import org.dottedline.browser.Desktop;
import org.dottedline.people.People;
import org.dottedline.people.Person;
import org.dottedline.people.PersonChange;
import org.dottedline.trust.Attack;
import org.dottedline.trust.Tried;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;

/** Signing in at the company's provider, over real HTTP on both sides. */
@ProductTest
@TestPropertySource(
        properties = {
            "dottedline.oidc.client.id=" + CompanyProvider.CLIENT,
            "dottedline.oidc.client.secret=the client's secret",
            "dottedline.oidc.name=Company account",
            "dottedline.oidc.address=" + CompanyProvider.PRODUCT,
            "dottedline.oidc.audience=" + CompanyProvider.AUDIENCE,
            "dottedline.oidc.roles.claim=groups",
            "dottedline.oidc.roles=Billing=lob-executive.billing; Board=board; Managers=community-manager.developers;"
                    + " Ghosts=lob-executive.ghost; Admins=administrator"
        })
@ExtendWith(OutputCaptureExtension.class)
class ProviderSignInTest {

    private static final CompanyProvider PROVIDER = new CompanyProvider();
    private static final String ANNA = "test.anna";

    @LocalServerPort
    int port;

    @Autowired
    People people;

    @Autowired
    JdbcClient jdbc;

    private Browser browser;

    @DynamicPropertySource
    static void issuer(DynamicPropertyRegistry registry) {
        registry.add("dottedline.oidc.issuer", PROVIDER::issuer);
    }

    @BeforeEach
    void annaOfBilling() {
        browser = new Browser(port);
        save(ANNA, true, "lob-executive.billing");
        says("Billing");
    }

    @AfterEach
    void nobodyStays() {
        jdbc.sql("delete from role_grant where person like 'test.%'").update();
        jdbc.sql("delete from person where login like 'test.%'").update();
        jdbc.sql("delete from session").update();
    }

    @Test
    void thePageOffersItAsALinkBesideThePasswords() {
        HttpResponse<String> page = browser.get("/sign-in", "Accept", "text/html");

        assertThat(page.body()).contains("href=\"/sign-in/with/provider\"", "Company account", "name=\"password\"");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("form-action 'self'");
    }

    @Test
    void thePageShutsNobodyOut() {
        try (Desktop desktop = new Desktop(port)) {
            com.microsoft.playwright.Page page = desktop.stranger(Desktop.phone());
            for (String said : List.of("", "?provider=two-sides", "?signed-out=here")) {
                page.navigate("/sign-in" + said);
                assertThat(page.isVisible("a[href$='/with/provider']")).as(said).isTrue();
                assertThat(desktop.violations(page)).as(said).isEmpty();
                assertThat((Integer) page.evaluate("document.documentElement.scrollWidth - innerWidth"))
                        .isZero();
            }
            desktop.assertNoComplaints();
        }
    }

    @Test
    @Attack(12)
    void whoComesBackIsSignedInInANewSessionThatKeepsNoToken() {
        browser.get("/probe", "Accept", "text/html");
        String before = browser.session();

        HttpResponse<String> answer = comeBack(ANNA);

        assertThat(where(answer)).isEqualTo("/probe");
        assertThat(browser.session()).isNotEqualTo(before);
        assertThat(who()).isEqualTo("test.anna [lob-executive.billing]");
        assertThat(jdbc.sql("select kept::text from session")
                        .query(String.class)
                        .list())
                .singleElement()
                .satisfies(kept -> assertThat(kept)
                        .contains("by-provider")
                        .doesNotContain("eyJ", "errand", "code_verifier", "nonce"));
        browser.token(); // the token of forms is another from now on, and works
        assertThat(browser.submit("/probe", "x=1").body()).isEqualTo("done by test.anna");
    }

    @Test
    void oneIsSentThereWithProofOfWhoAskedAndAnAddressThatNoRequestBrings() {
        String there = where(browser.get("/sign-in/with/provider", "X-Forwarded-Host", "evil.example"));

        assertThat(there)
                .startsWith(PROVIDER.issuer() + "/oauth2/authorize?response_type=code&client_id=dotted-line&")
                .contains("&code_challenge_method=S256&code_challenge=".substring(0, 27), "&state=", "&nonce=")
                .contains("redirect_uri=https://dotted.example.org/sign-in/return")
                .doesNotContain("evil", "localhost:" + port);
    }

    @Test
    @Attack(12)
    void whatWasNotAskedForByThisBrowserSignsNobodyIn() {
        // another state
        String back = path(PROVIDER.signIn(there(), ANNA));
        failed(browser.get(back.replaceAll("state=.", "state=")));
        // another browser
        String stolen = path(PROVIDER.signIn(there(), ANNA));
        failed(new Browser(port).get(stolen));
        // an answer once more
        assertThat(where(browser.get(stolen))).isEqualTo("/");
        failed(browser.get(stolen));
        // somebody else's code in one's own answer: the proof does not fit
        Browser other = new Browser(port);
        String code = path(PROVIDER.signIn(where(other.get("/sign-in/with/provider")), "exec-care"))
                .replaceAll(".*code=([^&]+).*", "$1");
        browser = new Browser(port);
        failed(browser.get(path(PROVIDER.signIn(there(), ANNA)).replaceAll("code=[^&]+", "code=" + code)));
        nobody();
        Tried.times(5);
    }

    @Test
    @Attack(12)
    void aTokenThatDoesNotHoldSignsNobodyIn() {
        List<Consumer<JwtClaimsSet.Builder>> wrong = List.of(
                claims -> claims.claim("nonce", "of another sign-in"),
                claims -> claims.claims(all -> all.remove("nonce")),
                claims -> claims.issuer("https://evil.example"),
                claims -> claims.audience(List.of("another-client")),
                claims -> claims.issuedAt(Instant.now().minusSeconds(1000))
                        .expiresAt(Instant.now().minusSeconds(500)));
        for (Consumer<JwtClaimsSet.Builder> claims : wrong) {
            CompanyProvider.says = named("Billing").andThen(claims);
            failed(comeBack(ANNA));
            nobody();
        }
        Tried.times(wrong.size());
    }

    @Test
    @Attack(19)
    void whatTheProviderRefusesIsSaidWithoutWhatStoodInTheAddress(CapturedOutput output) {
        String state = there().replaceAll(".*[?&]state=([^&]+).*", "$1");

        failed(browser.get("/sign-in/return?error=my%0Apassword&error_description=hunter2&state=" + state));

        assertThat(output)
                .contains("sign-in refused: person=- because=the provider: another answer than expected")
                .doesNotContain("my\npassword", "hunter2");
    }

    @Test
    void whoIsNotKnownOrDisabledIsNotMadeAndNotSignedIn(CapturedOutput output) {
        for (String stranger : List.of("test.stranger", "Not a login", "test.anna@evil.example", "TEST.ANNA", "new")) {
            refused(comeBack(stranger), "unknown", "Company account knows who you are");
        }
        assertThat(people.account("test.stranger")).isEmpty();

        save(ANNA, false, "lob-executive.billing");
        refused(comeBack(ANNA), "unknown", "may not sign in here");
        assertThat(output).contains("sign-in refused: person=test.anna because=the provider: unknown");
        nobody();
    }

    @Test
    void whatTheProviderNamesIsWhatAPersonHoldsFromThenOnAndTheRecordSaysSo() {
        says("Board", "Billing", "Something else", "Ghosts");

        comeBack(ANNA);

        assertThat(who()).isEqualTo("test.anna [board, lob-executive.billing]");
        assertThat(entries()).last().satisfies(entry -> {
            assertThat(entry).startsWith("system").contains("person-changed", "\"board\"");
        });
        // an administrator's change holds until the next sign-in, as the page says
        Browser admin = new Browser(port);
        admin.signIn("admin", "admin");
        assertThat(admin.get("/people/" + ANNA).body()).contains("until this person signs in there again");
        save(ANNA, true, "finance");
        assertThat(who()).isEqualTo("test.anna [finance]");
        int before = entries().size();
        comeBack(ANNA);
        assertThat(who()).isEqualTo("test.anna [board, lob-executive.billing]");
        assertThat(entries()).hasSize(before + 1);
        // and nothing is written where nothing changes
        comeBack(ANNA);
        assertThat(entries()).hasSize(before + 1);
    }

    @Test
    @Attack(5)
    void aRoleThatTheProviderNoLongerNamesIsGoneInEverySessionAtOnce() {
        comeBack(ANNA);
        Browser elsewhere = browser;
        browser = new Browser(port);
        says();

        comeBack(ANNA);

        assertThat(who()).isEqualTo("test.anna []");
        assertThat(elsewhere.get("/probe").body()).isEqualTo("test.anna []");
    }

    @Test
    @Attack(4)
    void rolesOfTwoSidesAreRefusedAndNothingChanges(CapturedOutput output) {
        int before = entries().size();
        says("Billing", "Managers");

        refused(comeBack(ANNA), "two-sides", "of two sides");

        assertThat(output).contains("sign-in refused: person=test.anna because=the provider: two-sides");
        assertThat(people.find(ANNA).orElseThrow().groups()).containsExactly("lob-executive.billing");
        assertThat(entries()).hasSize(before);
        nobody();
    }

    @Test
    void whereTheProviderSaysNothingAboutRolesOrNobodyWouldBeLeftNothingChanges() {
        CompanyProvider.says = claims -> {};
        refused(comeBack(ANNA), "no-roles", "says nothing about your roles");
        says("Board");
        refused(comeBack("admin"), "last-administrator", "you are the last one here");

        assertThat(people.find(ANNA).orElseThrow().groups()).containsExactly("lob-executive.billing");
        assertThat(people.find("admin").orElseThrow().groups()).containsExactly("administrator");
        nobody();
    }

    @Test
    void signingOutEndsTheSessionHereAndOffersTheProvidersOwn() {
        comeBack(ANNA);

        HttpResponse<String> out = browser.submit("/sign-out", "x=1");

        assertThat(where(out)).isEqualTo("/sign-in?signed-out=here");
        nobody();
        assertThat(browser.get(where(out), "Accept", "text/html").body())
                .contains("href=\"" + PROVIDER.issuer() + "/connect/logout?client_id=dotted-line&amp;"
                        + "post_logout_redirect_uri=https%3A%2F%2Fdotted.example.org%2Fsign-in\"");
        browser.signIn("pmo", "pmo");
        assertThat(where(browser.submit("/sign-out", "x=1"))).isEqualTo("/sign-in?signed-out");
    }

    @Test
    void aTokenMadeOutForUsOpensTheApiWithTheRolesHeldHere() {
        String token = PROVIDER.token(ANNA, claims -> claims.claim("groups", List.of("Board")));

        HttpResponse<String> answer = call(token);

        assertThat(answer.body()).isEqualTo("test.anna [lob-executive.billing]");
        assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
        assertThat(browser.get("/probe", "Authorization", "Bearer " + token, "Accept", "text/html")
                        .statusCode())
                .as("a page")
                .isEqualTo(302);
        assertThat(browser.get("/api/probe", Browser.password("pmo", "pmo")).body())
                .isEqualTo("pmo [pmo]");
    }

    @Test
    @Attack(12)
    void everyOtherTokenIsRefused(CapturedOutput output) {
        save("test.gone", false, "board");
        Map<String, String> wrong = Map.of(
                "audience", PROVIDER.token(ANNA, claims -> claims.audience(List.of("another-api"))),
                "no audience", PROVIDER.token(ANNA, claims -> claims.claims(all -> all.remove("aud"))),
                "expired", PROVIDER.token(ANNA, BearerOf::yesterday),
                "for ever", PROVIDER.token(ANNA, claims -> claims.claims(all -> all.remove("exp"))),
                "issuer", PROVIDER.token(ANNA, claims -> claims.issuer("https://evil.example")),
                "of an ID", PROVIDER.token(ANNA, claims -> claims.claim("nonce", "x")),
                "forged", PROVIDER.forged(ANNA),
                "unsigned", "eyJhbGciOiJub25lIn0.eyJwcmVmZXJyZWRfdXNlcm5hbWUiOiJhZG1pbiJ9.",
                "unknown", PROVIDER.token("test.stranger", claims -> {}),
                "disabled", PROVIDER.token("test.gone", claims -> {}));
        wrong.forEach((what, token) -> {
            HttpResponse<String> answer = call(token);
            assertThat(answer.statusCode()).as(what).isEqualTo(401);
            assertThat(answer.headers().firstValue("WWW-Authenticate").orElseThrow())
                    .as(what)
                    .startsWith("Bearer ");
            assertThat(answer.body()).as(what).contains("urn:dottedline:sign-in");
        });
        assertThat(output).contains("because=a token that does not hold", "person=test.gone because=the provider");
        assertThat(output).doesNotContain(wrong.values());
        Tried.times(wrong.size());
    }

    private static final class BearerOf {
        static void yesterday(JwtClaimsSet.Builder claims) {
            claims.issuedAt(Instant.now().minusSeconds(90_000))
                    .expiresAt(Instant.now().minusSeconds(86_400));
        }
    }

    private HttpResponse<String> call(String token) {
        return new Browser(port).get("/api/probe", "Authorization", "Bearer " + token);
    }

    /** There, signed in there, and back. */
    private HttpResponse<String> comeBack(String login) {
        return browser.get(path(PROVIDER.signIn(there(), login)));
    }

    private String there() {
        return where(browser.get("/sign-in/with/provider"));
    }

    private static String path(String back) {
        assertThat(back).startsWith(CompanyProvider.PRODUCT + "/sign-in/return?");
        return back.substring(CompanyProvider.PRODUCT.length());
    }

    private static String where(HttpResponse<String> answer) {
        return answer.headers().firstValue("Location").orElseThrow();
    }

    private void failed(HttpResponse<String> answer) {
        assertThat(where(answer)).isEqualTo("/sign-in?provider=failed");
    }

    private void refused(HttpResponse<String> answer, String why, String sentence) {
        assertThat(where(answer)).isEqualTo("/sign-in?provider=" + why);
        assertThat(browser.get(where(answer), "Accept", "text/html").body()).contains(sentence);
    }

    private void nobody() {
        assertThat(browser.get("/probe", "Accept", "text/html").statusCode()).isEqualTo(302);
    }

    private String who() {
        return browser.get("/probe").body();
    }

    private static void says(String... groups) {
        CompanyProvider.says = named(groups);
    }

    private static Consumer<JwtClaimsSet.Builder> named(String... groups) {
        return claims -> claims.claim("groups", List.of(groups));
    }

    private List<String> entries() {
        return jdbc.sql("select actor || ' ' || kind || ' ' || coalesce(after::text, '') from record"
                        + " where kind in ('person-added', 'person-changed') order by seq")
                .query(String.class)
                .list();
    }

    private void save(String login, boolean enabled, String... groups) {
        people.save(
                new Person("admin", "admin", List.of()),
                login,
                new PersonChange("Somebody", Stream.of(groups).toList(), null, enabled));
    }
}

package org.dottedline.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import org.dottedline.ProductTest;
import org.dottedline.people.People;
import org.dottedline.people.Person;
import org.dottedline.people.PersonChange;
import org.dottedline.trust.Attack;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;

@ProductTest
@ExtendWith(OutputCaptureExtension.class)
class SigningInTest {

    @LocalServerPort
    int port;

    @Autowired
    People people;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    WebApplicationContext application;

    Browser browser;

    @BeforeEach
    void aBrowser() {
        browser = new Browser(port);
    }

    @AfterEach
    void nobodyStays() {
        jdbc.sql("delete from sign_in_attempt").update();
        jdbc.sql("delete from role_grant where person like 'test.%'").update();
        jdbc.sql("delete from person where login like 'test.%'").update();
    }

    @Test
    @Attack(12)
    void signingInChangesTheSessionId() {
        browser.token();
        String before = browser.sessionCookie();

        HttpResponse<String> answer = browser.signIn("exec-billing", "exec-billing");

        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(browser.session()).isNotEmpty();
        assertThat(browser.sessionCookie()).isNotEqualTo(before);
        assertThat(browser.get("/probe").body()).isEqualTo("exec-billing [lob-executive.billing]");
        assertThat(new Browser(port)
                        .get("/probe", "Cookie", browser.sessionCookie())
                        .statusCode())
                .isEqualTo(200);
        assertThat(new Browser(port).get("/probe", "Cookie", before).statusCode())
                .isEqualTo(302);
    }

    @Test
    @Attack(12)
    void theSessionCookieIsOutOfReachForScriptsAndOtherSites() {
        String cookie = browser.get("/assets/probe-token")
                .headers()
                .firstValue("Set-Cookie")
                .orElseThrow();

        assertThat(cookie).contains("; HttpOnly", "; SameSite=Lax");
    }

    @Test
    @Attack(12)
    void signingOutEndsTheSession() {
        browser.signIn("exec-billing", "exec-billing");
        String session = browser.sessionCookie();
        assertThat(new Browser(port).get("/probe", "Cookie", session).statusCode())
                .isEqualTo(200);

        HttpResponse<String> answer = browser.submit("/sign-out", "");

        assertThat(answer.headers().firstValue("Location"))
                .hasValueSatisfying(to -> assertThat(to).endsWith("/sign-in?signed-out"));
        assertThat(browser.get("/probe").statusCode()).isEqualTo(302);
        assertThat(new Browser(port).get("/probe", "Cookie", session).statusCode())
                .isEqualTo(302);
    }

    @Test
    void afterSigningInOneSeesThePageOneAskedFor() {
        browser.get("/probe?x=1", "Accept", "text/html,*/*;q=0.8");
        browser.get("/apple-touch-icon.png", "Accept", "*/*");
        browser.get("/.well-known/appspecific/com.chrome.devtools.json");
        browser.get("/probe?part", "Accept", "text/html", "HX-Request", "true");
        browser.submit("/probe?form", "x=1", "Accept", "text/html");

        assertThat(browser.signIn("pmo", "pmo").headers().firstValue("Location"))
                .hasValueSatisfying(to -> assertThat(to).endsWith("/probe?x=1"));
    }

    @Test
    void thePageSaysWhyAndKeepsTheTypedLogin() {
        browser.signIn("exec-billing", "wrong");

        assertThat(browser.get("/assets/probe-answer?refused").body())
                .isEqualTo(
                        "SignInAnswer[refused=Login or password is not right., signedOut=false, typed=exec-billing]");
        assertThat(browser.get("/assets/probe-answer?signed-out").body())
                .isEqualTo("SignInAnswer[refused=null, signedOut=true, typed=null]");
        browser.signIn("exec-billing", "exec-billing");
        assertThat(browser.get("/assets/probe-answer?wait").body()).endsWith("typed=null]");
    }

    @Test
    @Attack(11)
    void aFormWithoutItsTokenIsRefused() {
        assertThat(browser.post("/sign-in", "username=pmo&password=pmo").statusCode())
                .isEqualTo(403);
        browser.signIn("pmo", "pmo");

        assertThat(browser.post("/probe", "").statusCode()).isEqualTo(403);
        assertThat(browser.post("/probe", "_csrf=" + new Browser(port).token()).statusCode())
                .isEqualTo(403);
        assertThat(browser.submit("/probe", "").body()).isEqualTo("done by pmo");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://evil.example", "null", "http://localhost.evil.example", "%%"})
    @Attack(11)
    void whatAnotherSiteSendsIsRefused(String origin) {
        browser.signIn("pmo", "pmo");

        assertThat(browser.submit("/probe", "", "Origin", origin).statusCode()).isEqualTo(403);
        assertThat(browser.post("/api/probe", "", "Origin", origin, "Authorization", Browser.password("pmo", "pmo")[1])
                        .statusCode())
                .isEqualTo(403);
        assertThat(browser.submit("/probe", "", "Origin", "http://localhost:" + port)
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void aBrowserSaysWhenAnotherSiteSends() {
        browser.signIn("pmo", "pmo");

        assertThat(browser.submit("/probe", "", "Sec-Fetch-Site", "cross-site").statusCode())
                .isEqualTo(403);
        assertThat(browser.submit("/probe", "", "Sec-Fetch-Site", "same-site").statusCode())
                .isEqualTo(403);
        assertThat(browser.submit("/probe", "", "Sec-Fetch-Site", "same-origin").statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/sign-in", "/", "/assets/probe-token", "/api/probe", "/camunda", "/actuator/health/readiness"})
    void everyAnswerCarriesTheHeaders(String path) {
        var headers = browser.get(path).headers();

        assertThat(headers.firstValue("Content-Security-Policy"))
                .hasValue("default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none';"
                        + " frame-ancestors 'none'; form-action 'self'");
        assertThat(headers.firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(headers.firstValue("X-Frame-Options")).hasValue("DENY");
        assertThat(headers.firstValue("Referrer-Policy")).hasValue("same-origin");
        assertThat(headers.firstValue("Permissions-Policy")).isPresent();
    }

    @Test
    void overHttpsBrowsersAreToldToStayThere() throws Exception {
        var pages = MockMvcBuilders.webAppContextSetup(application)
                .apply(org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity())
                .build();

        var answer = pages.perform(org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get("/")
                        .secure(true))
                .andReturn()
                .getResponse();

        assertThat(answer.getHeader("Strict-Transport-Security")).contains("max-age=31536000");
    }

    @Test
    void aRoleLostInMidSessionIsLostAtTheNextClick() {
        save("test.strategist", true, "strategist.billing", "board");
        browser.signIn("test.strategist", "test.strategist");
        assertThat(browser.get("/probe").body()).isEqualTo("test.strategist [board, strategist.billing]");

        save("test.strategist", true, "strategist.billing");

        assertThat(browser.get("/probe").body()).isEqualTo("test.strategist [strategist.billing]");
    }

    @Test
    @Attack(12)
    void whoIsDisabledIsSignedOut() {
        save("test.leaver", true, "board");
        browser.signIn("test.leaver", "test.leaver");
        browser.get("/api/probe", Browser.password("test.leaver", "test.leaver"));

        save("test.leaver", false, "board");

        assertThat(browser.get("/probe").statusCode()).isEqualTo(302);
        assertThat(browser.get("/api/probe", Browser.password("test.leaver", "test.leaver"))
                        .statusCode())
                .isEqualTo(401);
        save("test.leaver", true, "board");
        assertThat(browser.get("/probe").statusCode()).isEqualTo(302);
    }

    @Test
    @Attack(12)
    void aChangedPasswordEndsEverySession() {
        save("test.careful", true, "board");
        browser.signIn("test.careful", "test.careful");
        browser.get("/api/probe", Browser.password("test.careful", "test.careful"));

        people.save(
                admin(), "test.careful", new PersonChange("Careful", List.of("board"), "correct horse battery", null));

        assertThat(browser.get("/probe").statusCode()).isEqualTo(302);
        assertThat(browser.get("/api/probe", Browser.password("test.careful", "test.careful"))
                        .statusCode())
                .isEqualTo(401);
        assertThat(browser.get("/api/probe", Browser.password("test.careful", "correct horse battery"))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void aPartOfAPageTakesTheWholePageToSignIn() {
        HttpResponse<String> answer = browser.get("/probe", "HX-Request", "true");

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("HX-Redirect")).hasValue("/sign-in");
    }

    @Test
    void theApiKnowsNoSession() {
        browser.signIn("pmo", "pmo");

        assertThat(browser.get("/api/probe").statusCode()).isEqualTo(401);
        HttpResponse<String> answer = new Browser(port).get("/api/probe", Browser.password("pmo", "pmo"));
        assertThat(answer.body()).isEqualTo("pmo [pmo]");
        assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
        assertThat(new Browser(port)
                        .post("/api/probe", "", Browser.password("pmo", "pmo"))
                        .body())
                .isEqualTo("done by pmo");
    }

    @Test
    void withoutPasswordTheApiAnswersAProblemAndABrowserShowsNoDialog() {
        HttpResponse<String> program = browser.get("/api/probe");
        assertThat(program.statusCode()).isEqualTo(401);
        assertThat(program.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(program.headers().firstValue("WWW-Authenticate"))
                .hasValueSatisfying(challenge -> assertThat(challenge).startsWith("Basic "));
        assertThat(program.body()).contains("\"status\":401", "urn:dottedline:sign-in");

        HttpResponse<String> person = browser.get("/api/probe", "Sec-Fetch-Mode", "navigate");
        assertThat(person.statusCode()).isEqualTo(401);
        assertThat(person.headers().firstValue("WWW-Authenticate"))
                .hasValueSatisfying(challenge -> assertThat(challenge).doesNotContain("Basic"));
    }

    @Test
    void theDescriptionOfTheApiIsForWhoIsSignedIn() {
        assertThat(browser.get("/v3/api-docs").statusCode()).isEqualTo(401);
        HttpResponse<String> program = browser.get("/v3/api-docs", Browser.password("pmo", "pmo"));
        assertThat(program.statusCode()).isEqualTo(200);
        assertThat(program.body()).contains("/api/v1/people/{login}").doesNotContain("\"name\":\"person\"");
        browser.signIn("pmo", "pmo");
        assertThat(browser.get("/v3/api-docs").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/camunda",
                "/camunda/app/welcome/default/",
                "/camunda/app/admin/default/setup/",
                "/engine-rest",
                "/engine-rest/engine",
                "/engine-rest/deployment/create",
                "/actuator",
                "/actuator/env",
                "/actuator/beans",
                "/actuator/heapdump",
                "/actuator/shutdown",
                "/actuator/health"
            })
    @Attack(8)
    void theEnginesAndTheOperatorsDoorsAreNotThere(String path) {
        browser.signIn("admin", "admin");

        assertThat(browser.get(path).statusCode()).isEqualTo(404);
        assertThat(browser.post(path, "").statusCode()).isEqualTo(404);
        assertThat(new Browser(port).get(path).statusCode()).isEqualTo(404);
        assertThat(new Browser(port)
                        .get(path, Browser.password("admin", "admin"))
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void healthIsOpen() {
        assertThat(browser.get("/actuator/health/readiness").statusCode()).isEqualTo(200);
        assertThat(browser.get("/actuator/health/liveness").statusCode()).isEqualTo(200);
    }

    @Test
    void inTheDemoOneGoesOnAsAnotherPerson() {
        browser.signIn("exec-billing", "exec-billing");
        String before = browser.session();
        String token = browser.token();

        assertThat(browser.submit("/probe/continue", "login=cm-developers").statusCode())
                .isEqualTo(200);

        assertThat(browser.session()).isNotEqualTo(before);
        assertThat(browser.get("/probe").body()).startsWith("cm-developers ");
        assertThat(browser.post("/probe", "_csrf=" + token).statusCode()).isEqualTo(403);
        assertThat(browser.submit("/probe", "").body()).isEqualTo("done by cm-developers");
    }

    @Test
    void nobodyGoesOnAsARealPerson() {
        people.save(admin(), "test.real", new PersonChange("Real", List.of("board"), "correct horse battery", null));
        browser.signIn("exec-billing", "exec-billing");

        assertThat(browser.submit("/probe/continue", "login=test.real").statusCode())
                .isNotEqualTo(200);
        assertThat(browser.get("/probe").body()).startsWith("exec-billing ");
    }

    @Test
    @Attack(19)
    void whatIsRefusedIsLoggedOnOneLineEachWithoutWhatWasTyped(CapturedOutput output) {
        browser.signIn("hunter2%0d%0aforged", "secret-typed");
        browser.signIn("pmo", "secret-typed");
        browser.get("/api/probe/x%0d%0aforged");

        assertThat(output.getOut().lines().filter(line -> line.contains(" security ")))
                .anySatisfy(line -> assertThat(line).contains("sign-in refused: person=pmo because=wrong password"))
                .anySatisfy(
                        line -> assertThat(line).contains("sign-in refused: person=- because=nobody of this login"));
        assertThat(output.getOut()).doesNotContain("hunter2", "secret-typed");
        assertThat(output.getOut().lines()).noneMatch(line -> line.startsWith("forged"));
    }

    private Person admin() {
        return people.find("admin").orElseThrow();
    }

    private void save(String login, boolean enabled, String... groups) {
        people.save(admin(), login, new PersonChange("Somebody", List.of(groups), null, enabled));
    }
}

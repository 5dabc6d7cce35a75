package org.dottedline.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.dottedline.ProductTest;
import org.dottedline.trust.Attack;
import org.dottedline.trust.Tried;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;

/** Where the company's provider alone says who somebody is: no password and no button opens anything, and its silence is said. */
@ProductTest
@TestPropertySource(
        properties = {
            "dottedline.oidc.client.id=" + CompanyProvider.CLIENT,
            "dottedline.oidc.client.secret=the client's secret",
            "dottedline.oidc.name=Company account",
            "dottedline.oidc.address=" + CompanyProvider.PRODUCT,
            "dottedline.oidc.audience=" + CompanyProvider.AUDIENCE,
            "dottedline.oidc.passwords=off"
        })
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PasswordsOffTest {

    private static final CompanyProvider PROVIDER = new CompanyProvider();
    private static final String PAGE = "text/html";

    @LocalServerPort
    int port;

    @Autowired
    DemoSignIn demo;

    @DynamicPropertySource
    static void issuer(DynamicPropertyRegistry registry) {
        registry.add("dottedline.oidc.issuer", PROVIDER::issuer);
    }

    @Test
    @Order(1)
    @Attack(12)
    void noPasswordAndNoButtonOfTheDemoOpensAnything() {
        Browser browser = new Browser(port);
        String page = browser.get("/sign-in", "Accept", PAGE).body();
        assertThat(page)
                .contains("Company account", "/sign-in/with/provider")
                .doesNotContain("name=\"password\"", "name=\"username\"", "exec-billing", "action=\"/walk\"");

        assertThat(where(browser.signIn("pmo", "pmo"))).isEqualTo("/sign-in?refused");
        nobody(browser);
        String token = URLEncoder.encode(browser.token(), StandardCharsets.UTF_8);
        assertThat(browser.post("/walk", "_csrf=" + token).statusCode()).isEqualTo(404);
        nobody(browser);
        assertThat(demo.isOn() || demo.offers("pmo"))
                .as("going on as a person of the demo, along the walk or from a trail")
                .isFalse();

        HttpResponse<String> call = browser.get("/api/probe", Browser.password("pmo", "pmo"));
        assertThat(call.statusCode()).isEqualTo(401);
        assertThat(call.headers().firstValue("WWW-Authenticate")).hasValue("Bearer realm=\"Dotted Line\"");
        assertThat(call.body())
                .contains("Send a token of the sign-in provider.")
                .doesNotContain("password");

        comeBack(browser, "exec-billing");
        Tried.times(5);
    }

    @Test
    @Order(2)
    void whileTheProviderIsAwayThatIsSaidAndWhoIsSignedInGoesOn() {
        Browser signedIn = new Browser(port);
        comeBack(signedIn, "exec-billing");
        Browser onTheWay = new Browser(port);
        String back = path(PROVIDER.signIn(where(onTheWay.get("/sign-in/with/provider")), "exec-care"));
        String token = PROVIDER.token("exec-care", claims -> {});
        PROVIDER.goAway();

        long began = System.nanoTime();
        assertThat(where(onTheWay.get(back))).isEqualTo("/sign-in?provider=away");
        HttpResponse<String> said = onTheWay.get("/sign-in?provider=away", "Accept", PAGE);
        assertThat(said.statusCode()).isEqualTo(503);
        assertThat(said.headers().firstValue("Retry-After")).hasValue("60");
        assertThat(said.body()).contains("Company account does not answer at the moment. Try again in a minute.");
        nobody(onTheWay);

        HttpResponse<String> call = new Browser(port).get("/api/probe", "Authorization", "Bearer " + token);
        assertThat(call.statusCode()).as("keys that nobody has fetched").isEqualTo(503);
        assertThat(call.body())
                .contains("urn:dottedline:busy", "The sign-in provider does not answer. Try again in a moment.");
        assertThat(System.nanoTime() - began).isLessThan(20_000_000_000L);

        assertThat(signedIn.get("/probe").body()).startsWith("exec-billing ");
        assertThat(where(signedIn.submit("/sign-out", "x=1"))).isEqualTo("/sign-in?signed-out=here");
        assertThat(signedIn.get("/sign-in?signed-out=here", "Accept", PAGE).statusCode())
                .isEqualTo(200);
    }

    private void comeBack(Browser browser, String login) {
        HttpResponse<String> back =
                browser.get(path(PROVIDER.signIn(where(browser.get("/sign-in/with/provider")), login)));
        assertThat(back.statusCode()).isEqualTo(302);
        assertThat(browser.get("/probe").body()).startsWith(login + " ");
    }

    private static String path(String back) {
        return back.substring(CompanyProvider.PRODUCT.length());
    }

    private static String where(HttpResponse<String> answer) {
        return answer.headers().firstValue("Location").orElseThrow();
    }

    private static void nobody(Browser browser) {
        assertThat(browser.get("/probe", "Accept", PAGE).statusCode()).isEqualTo(302);
    }
}

package org.dottedline.web.security;

import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Somebody at a browser, with cookies, or a program with a password; over real sockets. */
class Browser {

    private final CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
    private final HttpClient client = HttpClient.newBuilder()
            .cookieHandler(cookies)
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    private final String address;

    Browser(int port) {
        this.address = "http://localhost:" + port;
    }

    HttpResponse<String> get(String path, String... headers) {
        return send(request(path, headers).GET());
    }

    HttpResponse<String> post(String path, String form, String... headers) {
        return send(request(path, headers)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form)));
    }

    /** As a form of the product would be sent: with its token. */
    HttpResponse<String> submit(String path, String form, String... headers) {
        return post(path, form + "&_csrf=" + URLEncoder.encode(token(), StandardCharsets.UTF_8), headers);
    }

    HttpResponse<String> signIn(String login, String password) {
        return submit("/sign-in", "username=" + login + "&password=" + password);
    }

    String token() {
        return get("/assets/probe-token").body();
    }

    /** The id of the session; empty where there is none. */
    String session() {
        return sessionCookie().replaceFirst("^[^=]*=", "");
    }

    /** The cookie of the session as it is sent: its name, =, and the id. */
    String sessionCookie() {
        return cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().startsWith("dottedline-"))
                .map(HttpCookie::toString)
                .findFirst()
                .orElse("");
    }

    static String[] password(String login, String password) {
        return new String[] {
            "Authorization",
            "Basic " + Base64.getEncoder().encodeToString((login + ":" + password).getBytes(StandardCharsets.UTF_8))
        };
    }

    private HttpRequest.Builder request(String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address + path));
        return headers.length == 0 ? request : request.headers(headers);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (java.io.IOException | InterruptedException failed) {
            throw new IllegalStateException(failed);
        }
    }
}

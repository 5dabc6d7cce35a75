package org.dottedline.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.dottedline.Api;
import org.dottedline.ProductTest;
import org.dottedline.Walk;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What a page weighs on its way to a phone: itself and all that it asks for, as a browser with an empty cache gets them. */
@ProductTest
class PageWeightTest {

    private static final int MOST = 150_000;
    /** What a browser fetches with a page; and what styles fetch. */
    private static final Pattern ASKED = Pattern.compile(
            "<(?:link|script|img|use)\\b[^>]*?\\s(?:href|src)=\"([^\"]+)\"|@import url\\(\"([^\"]+)\"\\)|url\\(\"?(?!data:)([^\")]+)\"?\\)");

    private final HttpClient client = HttpClient.newBuilder()
            .cookieHandler(new CookieManager(null, CookiePolicy.ACCEPT_ALL))
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();

    @LocalServerPort
    private int port;

    /** A file as it came: packed, or as it is. */
    private record Fetched(int bytes, String text, HttpResponse<byte[]> answer) {}

    @BeforeEach
    void signIn() throws IOException, InterruptedException {
        Matcher token = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"")
                .matcher(fetch(at("/sign-in")).text());
        assertThat(token.find()).isTrue();
        client.send(
                HttpRequest.newBuilder(at("/sign-in"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString("username=exec-billing&password=exec-billing&_csrf="
                                + URLEncoder.encode(token.group(1), StandardCharsets.UTF_8)))
                        .build(),
                BodyHandlers.discarding());
    }

    private URI at(String path) {
        return URI.create("http://localhost:" + port + path);
    }

    private Fetched fetch(URI address) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = client.send(
                HttpRequest.newBuilder(address)
                        .header("Accept-Encoding", "gzip")
                        .header("Accept", "text/html,*/*")
                        .build(),
                BodyHandlers.ofByteArray());
        assertThat(answer.statusCode()).as(address.getPath()).isEqualTo(200);
        boolean packed = answer.headers().firstValue("Content-Encoding").equals(java.util.Optional.of("gzip"));
        byte[] text =
                packed ? new GZIPInputStream(new ByteArrayInputStream(answer.body())).readAllBytes() : answer.body();
        return new Fetched(answer.body().length, new String(text, StandardCharsets.UTF_8), answer);
    }

    /** The page and all it asks for, each once, with what came. */
    private Map<URI, Fetched> visit(String path) throws IOException, InterruptedException {
        Map<URI, Fetched> fetched = new LinkedHashMap<>();
        Deque<URI> asked = new ArrayDeque<>();
        asked.add(at(path));
        while (!asked.isEmpty()) {
            URI next = asked.remove();
            if (fetched.containsKey(next)) {
                continue;
            }
            Fetched one = fetch(next);
            fetched.put(next, one);
            String type = one.answer().headers().firstValue("Content-Type").orElse("");
            if (type.startsWith("text/html") || type.startsWith("text/css")) {
                Matcher found = ASKED.matcher(one.text());
                while (found.find()) {
                    String file = found.group(1) != null
                            ? found.group(1)
                            : found.group(2) != null ? found.group(2) : found.group(3);
                    URI address = next.resolve(file.replaceAll("#.*", ""));
                    if (!address.equals(next)) {
                        asked.add(address);
                    }
                }
            }
        }
        return fetched;
    }

    private static int weight(Map<URI, Fetched> fetched) {
        return fetched.values().stream().mapToInt(Fetched::bytes).sum();
    }

    private void holds(String path) throws IOException, InterruptedException {
        Map<URI, Fetched> fetched = visit(path);
        assertThat(fetched).hasSizeGreaterThan(8);
        assertThat(weight(fetched)).as("bytes of %s", fetched.keySet()).isLessThan(MOST);
        fetched.forEach((address, one) -> {
            var headers = one.answer().headers();
            if (one.text().length() > 2048) {
                assertThat(headers.firstValue("Content-Encoding"))
                        .as("packed: " + address)
                        .contains("gzip");
            }
            if (!address.getPath().equals(path)) {
                assertThat(headers.firstValue("Cache-Control").orElse(""))
                        .as("kept by the browser: " + address)
                        .contains("max-age=31536000");
                assertThat(address.getPath())
                        .as("named by its content or version")
                        .matches("/assets/.*-[0-9a-f]{32}\\.[a-z]+|/webjars/.*/[0-9.]+/.*");
            }
        });
    }

    @Test
    void theTasklistIsLight() throws IOException, InterruptedException {
        holds("/tasks");
    }

    @Test
    void aDecisionIsLight() throws IOException, InterruptedException {
        String ref = new Walk(new Api(port)).assessed("strong", "to-150000");
        holds("/tasks/" + new Api(port).as("exec-billing").taskId(ref, "ApproveInitiative"));
    }

    @Test
    void theTokenOfAFormIsAnotherEachTimeSoThatPackingTellsNothingOfIt() throws IOException, InterruptedException {
        Pattern token = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");
        Matcher first = token.matcher(fetch(at("/tasks")).text());
        Matcher second = token.matcher(fetch(at("/tasks")).text());

        assertThat(first.find() && second.find()).isTrue();
        assertThat(first.group(1)).isNotEqualTo(second.group(1));
    }
}

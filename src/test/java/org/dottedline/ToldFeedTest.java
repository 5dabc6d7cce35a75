package org.dottedline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dottedline.Api.fields;

import java.io.ByteArrayInputStream;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** What members were told, as a feed: RFC 4287, for whoever reads the page. */
@ProductTest
class ToldFeedTest {

    private static final String ATOM = "http://www.w3.org/2005/Atom";
    private static final String FEED = "/communities/users/told.atom";

    @LocalServerPort
    private int port;

    private final HttpClient browser =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

    private HttpResponse<String> get(String path, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return browser.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private void signIn() throws Exception {
        var token = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"")
                .matcher(get("/sign-in").body());
        assertThat(token.find()).isTrue();
        browser.send(
                HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/sign-in"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(
                                "username=exec-billing&password=exec-billing&_csrf=" + token.group(1)))
                        .build(),
                HttpResponse.BodyHandlers.discarding());
    }

    private static Document parsed(String xml) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
        factory.setNamespaceAware(true);
        return factory.newDocumentBuilder().parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
    }

    private static List<Element> children(Element of, String name) {
        List<Element> found = new ArrayList<>();
        for (Node node = of.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element
                    && ATOM.equals(element.getNamespaceURI())
                    && element.getLocalName().equals(name)) {
                found.add(element);
            }
        }
        return found;
    }

    private static String one(Element of, String name) {
        assertThat(children(of, name)).as(name + " of " + of.getLocalName()).hasSize(1);
        return children(of, name).get(0).getTextContent();
    }

    private void tell(String youSaid, String weDid) {
        Api.Caller manager = new Api(port).as("cm-users");
        String need = manager.post("/api/v1/needs", Map.of("lob", "care", "title", "Told by a feed"))
                .ref();
        manager.completeById(
                        manager.taskId(need, "DescribeNeed"),
                        fields(
                                "title",
                                "Told by a feed",
                                "need",
                                "news",
                                "groups",
                                List.of("customers"),
                                "evidence",
                                "asked"))
                .ok();
        Api.Caller executive = new Api(port).as("exec-care");
        executive
                .completeById(
                        executive.taskId(need, "AnswerNeed"), Map.of("decision", "decline", "reason", "Not this year."))
                .ok();
        manager.completeById(manager.taskId(need, "TellMembers"), Map.of("youSaid", youSaid, "weDid", weDid))
                .ok();
    }

    @Test
    void theFeedSaysWhatThePageSaysAndIsFetchedAgainOnlyWhenItChanged() throws Exception {
        assertThat(get(FEED).statusCode())
                .as("as the page: not without a sign-in")
                .isEqualTo(302);
        signIn();
        String attack = "<script>alert(\"x\")</script> & ]]> \uFFFF";
        tell(attack, "We answered.\nIn two lines.");

        HttpResponse<String> answer = get(FEED);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/atom+xml;charset=UTF-8");
        assertThat(answer.headers().firstValue("Cache-Control").orElse("")).contains("private", "no-cache");
        assertThat(answer.body()).doesNotContain("<script").contains("&lt;script&gt;");
        Element feed = parsed(answer.body()).getDocumentElement();
        assertThat(feed.getNamespaceURI()).isEqualTo(ATOM);
        assertThat(feed.getLocalName()).isEqualTo("feed");
        assertThat(one(feed, "title")).isEqualTo("User Community: you said, we did");
        assertThat(one(children(feed, "author").get(0), "name")).isEqualTo("User Community");
        Instant updated = Instant.parse(one(feed, "updated"));
        assertThat(children(feed, "link"))
                .extracting(link -> link.getAttribute("rel"), link -> link.getAttribute("href"))
                .contains(
                        org.assertj.core.groups.Tuple.tuple("self", FEED),
                        org.assertj.core.groups.Tuple.tuple("alternate", "/communities/users/told"));
        Element entry = children(feed, "entry").get(0);
        assertThat(one(entry, "title")).startsWith("Told by a feed. You said: <script>alert(\"x\")</script>");
        assertThat(children(entry, "content").get(0).getAttribute("type")).isEqualTo("text");
        assertThat(one(entry, "content"))
                .isEqualTo("Told by a feed\n\nYou said\n" + attack.replace('\uFFFF', '\uFFFD')
                        + "\n\nWe did\nWe answered.\nIn two lines.");
        assertThat(Instant.parse(one(entry, "updated"))).isEqualTo(updated);
        List<String> ids = new ArrayList<>(List.of(one(feed, "id")));
        children(feed, "entry").forEach(each -> ids.add(one(each, "id")));
        assertThat(ids).allMatch(id -> id.matches("urn:uuid:[0-9a-f-]{36}"));
        assertThat(new HashSet<>(ids)).hasSameSizeAs(ids);
        String anchor = children(entry, "link").get(0).getAttribute("href");
        assertThat(get("/communities/users/told").body())
                .contains(">Told by a feed</h2>")
                .contains("id=\"" + anchor.substring(anchor.indexOf('#') + 1) + "\"");

        String tag = answer.headers().firstValue("ETag").orElseThrow();
        String modified = answer.headers().firstValue("Last-Modified").orElseThrow();
        HttpResponse<String> same = get(FEED, "If-None-Match", tag);
        assertThat(same.statusCode()).isEqualTo(304);
        assertThat(same.body()).isEmpty();
        assertThat(same.headers().firstValue("ETag")).hasValue(tag);
        assertThat(get(FEED, "If-Modified-Since", modified).statusCode()).isEqualTo(304);

        tell("Again.", "Once more.");
        HttpResponse<String> changed = get(FEED, "If-None-Match", tag);
        assertThat(changed.statusCode()).isEqualTo(200);
        Element later = parsed(changed.body()).getDocumentElement();
        assertThat(one(later, "id")).as("the feed stays the feed").isEqualTo(ids.get(0));
        assertThat(one(children(later, "entry").get(1), "id"))
                .as("and the word the word")
                .isEqualTo(ids.get(1));
    }

    @Test
    void thePageNamesItsFeedAndNoOtherCommunityHasOne() throws Exception {
        signIn();
        assertThat(get("/communities/users/told").body())
                .containsPattern("<link rel=\"alternate\" type=\"application/atom\\+xml\" href=\"" + FEED + "\"");
        assertThat(get("/tasks").body()).doesNotContain("atom");
        assertThat(get("/communities/nowhere/told.atom").statusCode()).isEqualTo(404);
        assertThat(get("/communities/billing/told.atom").statusCode()).isEqualTo(404);
        assertThat(parsed(get("/communities/developers/told.atom").body()).getDocumentElement())
                .as("empty or not, it is a feed")
                .satisfies(feed -> assertThat(one(feed, "updated")).isNotEmpty());
    }
}

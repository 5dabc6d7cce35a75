package org.dottedline.trust;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dottedline.Api;
import org.dottedline.Visitor;
import org.dottedline.trust.Doors.Door;
import org.junit.jupiter.api.Test;

/** No header decides what a page shows, where it leads to, or who asks. */
class HeadersTest extends AttackedProduct {

    private static final String EVIL = "evil.example";

    private static final String[] HEADERS = {
        "User-Agent",
        Bodies.LONG,
        "Referer",
        "http://" + EVIL + "/" + Bodies.SHORT,
        "Accept-Language",
        "${7919*7907};q=1, __${7919*7907}__::.x",
        "X-Forwarded-For",
        "127.0.0.1, " + Bodies.SHORT,
        "X-Forwarded-Host",
        EVIL + "\"><xssq onq7='",
        "X-Forwarded-Proto",
        "javascript",
        "X-Forwarded-Prefix",
        "/" + EVIL + "/" + Bodies.SHORT,
        "X-Forwarded-User",
        "admin",
        "X-Original-URL",
        "/people",
        "X-HTTP-Method-Override",
        "POST",
        "Forwarded",
        "host=" + EVIL + ";proto=https",
        "Origin",
        "http://" + EVIL,
        "HX-Current-URL",
        "http://" + EVIL + "/" + Bodies.SHORT,
        "HX-Target",
        Bodies.SHORT,
        "HX-Trigger",
        Bodies.SHORT,
        "HX-Trigger-Name",
        Bodies.SHORT,
        "HX-Prompt",
        Bodies.SHORT,
        "HX-Boosted",
        Bodies.SHORT,
        "X-Request-Id",
        Bodies.SHORT,
        "traceparent",
        Bodies.SHORT
    };

    @Test
    @Attack(7)
    void noHeaderIsShownEvaluatedOrFollowed() {
        Map<String, String> values = Doors.values(
                tasks.one("TellMembers").id(), tasks.one("TellMembers").ref());
        Visitor visitor = Visitor.at(port, "pmo");
        long sent = 0;
        for (Door door : Doors.ofPages(mappings)) {
            if (!door.changes()) {
                String path = door.at(values);
                int usual = visitor.fetch(path, "Accept", "text/html").statusCode();
                for (String[] more : new String[][] {{}, {"HX-Request", "true"}}) {
                    if (more.length == 0 || door.path().matches("/(tasks|trails/\\{ref}|search|map|lists/.*)?")) {
                        HttpResponse<byte[]> answer = visitor.fetch(path, and("Accept", "text/html", more));
                        assertThat(answer.statusCode()).as(door.toString()).isEqualTo(usual);
                        harmless(door.toString(), answer);
                        sent++;
                    }
                }
            }
        }
        for (String path : List.of("/", "/tasks", "/sign-in", "/nothing-of-this-kind")) {
            harmless(path, Visitor.at(port).fetch(path, and("Accept", "text/html", new String[0])));
            harmless(path, Visitor.at(port).fetch(path, and("HX-Request", "true", new String[0])));
            sent += 2;
        }
        Api.Caller caller = tasks.api().as("pmo");
        for (Door door : Doors.ofApi(tasks.api())) {
            if (!door.changes()) {
                Api.Answer answer = caller.send("GET", door.at(values), (String) null, HEADERS);
                assertThat(answer.status()).as(answer.toString()).isIn(200, 403, 404, 422);
                Leaks.none(door.toString(), answer.text());
                assertThat(answer.text()).doesNotContain(EVIL);
                sent++;
            }
        }
        Tried.times(sent);
    }

    private static String[] and(String name, String value, String[] more) {
        List<String> all = new ArrayList<>(List.of(HEADERS));
        all.addAll(List.of(name, value));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    private static void harmless(String what, HttpResponse<byte[]> answer) {
        String text = new String(answer.body(), StandardCharsets.UTF_8);
        Leaks.none(what, text);
        assertThat(text).as(what).doesNotContain(EVIL);
        assertThat(answer.headers().map().toString())
                .as(what)
                .doesNotContain(EVIL, Bodies.EVALUATED, "xssq", "javascript");
    }
}

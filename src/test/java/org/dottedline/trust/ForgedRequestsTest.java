package org.dottedline.trust;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.dottedline.Api;
import org.dottedline.Visitor;
import org.dottedline.trust.Doors.Door;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What another site makes a browser send does nothing, at every page and every call that changes anything. */
class ForgedRequestsTest extends AttackedProduct {

    private Map<String, String> values;

    @BeforeEach
    void everywhere() {
        values = Doors.values(
                tasks.one("TellMembers").id(), tasks.one("TellMembers").ref());
    }

    @Test
    @Attack(11)
    void noPageActsWithoutItsTokenOrForAnotherSite() throws Exception {
        Visitor visitor = Visitor.at(port, OpenTasks.MANAGER);
        Visitor other = Visitor.at(port, "cm-users");
        String token =
                other.open("/tasks").all("name=\"_csrf\" value=\"([^\"]+)\"").get(0);
        visitor.open("/tasks");
        List<Door> doors =
                Doors.ofPages(mappings).stream().filter(Door::changes).toList();
        assertThat(doors).hasSizeGreaterThan(30);
        unchanged.by(() -> {
            for (Door door : doors) {
                String path = door.at(values);
                assertThat(visitor.sendWithoutToken(path, "reason", "x").status())
                        .as(door.toString())
                        .isEqualTo(403);
                assertThat(visitor.sendWithoutToken(path, "reason", "x", "_csrf", token)
                                .status())
                        .as(door + " with the token of somebody else")
                        .isEqualTo(403);
                assertThat(visitor.sendFrom("http://evil.example", path, "reason", "x")
                                .status())
                        .as(door + " from another site")
                        .isEqualTo(403);
            }
            return 3L * doors.size();
        });
    }

    @Test
    @Attack(11)
    void noCallActsForAnotherSiteOrOnWhatIsNoJson() throws Exception {
        List<Door> doors =
                Doors.ofApi(tasks.api()).stream().filter(Door::changes).toList();
        unchanged.by(() -> {
            long refused = 0;
            for (Door door : doors) {
                String path = door.at(values);
                Api.Caller caller = tasks.api().as(OpenTasks.MANAGER);
                caller.send(door.method(), path, "{}", "Origin", "http://evil.example")
                        .refused(403, "forbidden");
                caller.send(door.method(), path, "{}", "Sec-Fetch-Site", "cross-site")
                        .refused(403, "forbidden");
                for (String type : List.of("text/plain", "application/x-www-form-urlencoded", "text/json", "x")) {
                    Api.Answer plain = caller.send(door.method(), path, "{}", "Content-Type", type);
                    assertThat(plain.status()).as(plain.toString()).isEqualTo(415);
                }
                if (door.path().matches(".*/(claim|release|confirm|agree|end)")) {
                    caller.send(door.method(), path, "{\"approved\":true}").wrong("body");
                }
                caller.send(door.method(), path, "{}", "Authorization", "Basic !")
                        .refused(401, "sign-in");
                refused += 7;
            }
            return refused;
        });
    }

    @Test
    @Attack(11)
    void nothingIsLedToAnotherHost() throws Exception {
        for (String path : List.of("/", "/tasks", "/trails/G1", "/people", "/communities/users/told.atom")) {
            String answer = raw("GET " + path
                    + " HTTP/1.1\r\nHost: evil.example\r\nAccept: text/html\r\nConnection: close\r\n\r\n");
            assertThat(answer).as(path).startsWith("HTTP/1.1 302").doesNotContain("evil.example");
        }
        var feed = Visitor.at(port, OpenTasks.MANAGER).fetch("/communities/" + OpenTasks.COMMUNITY + "/told.atom");
        assertThat(new String(feed.body(), StandardCharsets.UTF_8)).doesNotContain("localhost");
        Tried.times(6);
    }

    @Test
    @Attack(19)
    void whatTheServerItselfRefusesTellsNothing() throws Exception {
        for (String line : List.of(
                "GET /tasks/..;/x HTTP/1.1",
                "GET /%00 HTTP/1.1",
                "GET /tasks//x HTTP/1.1",
                "TRACE / HTTP/1.1",
                "GET /tasks/%2e%2e%2f HTTP/1.1",
                "BREW /tasks HTTP/1.1",
                "GET /a\\b HTTP/1.1",
                "GET /[] HTTP/1.1",
                "GET / HTTP/9.9")) {
            String answer = raw(line + "\r\nHost: localhost\r\nConnection: close\r\n\r\n");
            assertThat(answer).as(line).startsWith("HTTP/1.1 ").doesNotContain("Tomcat", "HTTP/1.1 500");
            Leaks.none(line, answer);
        }
        Tried.times(9);
    }

    @Test
    @Attack(14)
    void aBodyWithoutEndIsCutEarly() throws Exception {
        Api.Caller caller = tasks.api().as(OpenTasks.MANAGER);
        long[] sent = {0};
        byte[] piece = "x".repeat(64 * 1024).getBytes(StandardCharsets.US_ASCII);
        unchanged.by(() -> {
            String head = "POST /api/v1/needs HTTP/1.1\r\nHost: localhost\r\nAuthorization: Basic "
                    + java.util.Base64.getEncoder()
                            .encodeToString((OpenTasks.MANAGER + ":" + OpenTasks.MANAGER).getBytes())
                    + "\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n";
            try (Socket socket = new Socket("localhost", port)) {
                OutputStream out = socket.getOutputStream();
                out.write(head.getBytes(StandardCharsets.US_ASCII));
                for (int i = 0; i < 16 * 1024; i++) {
                    out.write("10000\r\n".getBytes(StandardCharsets.US_ASCII));
                    out.write(piece);
                    out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
                    sent[0] += piece.length;
                }
            } catch (IOException cut) {
                assertThat(sent[0]).isLessThan(100L * 1024 * 1024);
                return 1;
            }
            throw new AssertionError("One gigabyte was taken.");
        });
        caller.get("/api/v1/tasks").ok();
    }

    private String raw(String request) throws IOException {
        try (Socket socket = new Socket("localhost", port)) {
            socket.setSoTimeout(5000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}

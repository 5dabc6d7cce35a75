package org.dottedline.attachment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dottedline.Api;
import org.dottedline.ProductTest;
import org.dottedline.Visitor;
import org.dottedline.Visitor.Sheet;
import org.dottedline.Walk;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Each side keeps files at a step for itself, as they came and in versions. */
@ProductTest
class AttachmentsTest {

    @LocalServerPort
    private int port;

    @Autowired
    private JdbcClient jdbc;

    private Api api;
    private Walk walk;

    @BeforeEach
    void start() {
        api = new Api(port);
        walk = new Walk(api);
    }

    private Visitor as(String login) {
        return Visitor.at(port, login);
    }

    private static String at(String ref) {
        return "/trails/" + ref + "/attachments";
    }

    private Sheet attach(String login, String ref, String name, byte[] content) {
        Visitor visitor = as(login);
        visitor.open(at(ref));
        return visitor.upload(at(ref), "file", name, content);
    }

    private int kept(String ref) {
        return jdbc.sql("select count(*) from dottedline.attachment where ref = :ref")
                .param("ref", ref)
                .query(Integer.class)
                .single();
    }

    private static String hash(byte[] content) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    }

    private List<Map<String, Object>> entries(String login, String ref, String kind) {
        return api.as(login).history(ref).stream()
                .filter(entry -> kind.equals(entry.get("kind")))
                .toList();
    }

    @Test
    void aFileIsKeptAsItCameAndGoesOutAsAFileAlone() throws Exception {
        String goal = walk.proposedGoal("billing");
        byte[] csv = Files.text("name,note\nMüller,\"=cmd|' /C calc'!A0\"\n");
        Sheet page = attach("board-chair", goal, "../Umsatz März.csv", csv);

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.text())
                .contains("Kept: Umsatz März.csv, version 1.", "CSV", hash(csv).substring(0, 12) + "…", hash(csv));
        Visitor secretary = as("board-secretary");
        assertThat(secretary.open("/trails/" + goal).text()).contains("Attachments (1)");
        HttpResponse<byte[]> file = secretary.fetch(at(goal) + "/strategy-1");
        assertThat(file.statusCode()).isEqualTo(200);
        assertThat(file.body()).isEqualTo(csv);
        Map<String, String> headers = file.headers().map().entrySet().stream()
                .collect(Collectors.toMap(
                        header -> header.getKey().toLowerCase(java.util.Locale.ROOT),
                        header -> String.join(" & ", header.getValue())));
        assertThat(headers)
                .containsEntry("content-type", "text/csv")
                .containsEntry("x-content-type-options", "nosniff")
                .containsEntry("content-security-policy", "sandbox; default-src 'none'")
                .containsEntry("etag", "\"" + hash(csv) + "\"")
                .containsEntry("content-length", String.valueOf(csv.length));
        assertThat(headers.get("cache-control")).contains("private", "no-store").doesNotContain("&", "public");
        assertThat(headers.get("content-disposition"))
                .startsWith("attachment;")
                .contains("filename*=UTF-8''Umsatz%20M%C3%A4rz.csv");
        assertThat(secretary
                        .fetch(at(goal) + "/strategy-1", "If-None-Match", "\"" + hash(csv) + "\"")
                        .statusCode())
                .isEqualTo(304);
        assertThat(jdbc.sql("select login from dottedline.attachment_opening where ref = :ref")
                        .param("ref", goal)
                        .query(String.class)
                        .list())
                .as("who opened it")
                .containsExactly("board-secretary", "board-secretary");
        assertThat(as("pmo").open(at(goal)).text())
                .as("the PMO reads that at the file")
                .contains("Opened by one person Ruth Okafor, 2 times, last today");
        assertThat(as("board-chair").open(at(goal)).text()).doesNotContain("Opened by", "opened it");
        assertThat(entries("board-secretary", goal, "attachment-kept"))
                .singleElement()
                .satisfies(entry -> {
                    assertThat(entry).containsEntry("actor", "board-chair").containsEntry("side", "strategy");
                    assertThat(entry.get("after"))
                            .isEqualTo(Map.of(
                                    "name",
                                    "Umsatz März.csv",
                                    "version",
                                    1,
                                    "type",
                                    "text/csv",
                                    "size",
                                    csv.length,
                                    "sha256",
                                    hash(csv)));
                });
    }

    @Test
    void aFileLargerThanAPieceComesBackWhole() {
        String goal = walk.proposedGoal("billing");
        byte[] large = java.util.Arrays.copyOf(Files.png(), 3 * 1024 * 1024 + 17);
        new java.util.Random(7).nextBytes(large);
        System.arraycopy(Files.png(), 0, large, 0, 64);
        attach("board-chair", goal, "large.png", large);

        assertThat(as("board-chair").fetch(at(goal) + "/strategy-1").body()).isEqualTo(large);
    }

    @Test
    void aFileOfTheSameNameIsItsNextVersionAndTheOldOneStays() {
        String goal = walk.proposedGoal("billing");
        attach("board-chair", goal, "plan.pdf", Files.pdf("one"));
        attach("board-secretary", goal, "plan.pdf", Files.pdf("two"));
        attach("board-chair", goal, "other.txt", Files.text("other"));
        Visitor chair = as("board-chair");
        Sheet page = chair.open(at(goal));

        assertThat(page.text()).contains("Version 2 PDF", "One earlier version Version 1");
        assertThat(page.all("<li class=\"panel[^\"]*\" id=\"([^\"]+)\"")).containsExactly("strategy-3", "strategy-2");
        assertThat(chair.fetch(at(goal) + "/strategy-1").body()).isEqualTo(Files.pdf("one"));
        assertThat(chair.fetch(at(goal) + "/strategy-2").body()).isEqualTo(Files.pdf("two"));
        for (String change : List.of(
                "update dottedline.attachment set version = 9",
                "delete from dottedline.attachment",
                "update dottedline.attachment_set_aside set reason = ''")) {
            assertThatThrownBy(() -> jdbc.sql(change).update()).hasStackTraceContaining("permission denied");
        }
    }

    @Test
    void whatNoLongerCountsIsSetAsideWithAReasonAndStaysReadable() {
        String goal = walk.proposedGoal("billing");
        attach("board-chair", goal, "plan.pdf", Files.pdf("one"));
        Visitor secretary = as("board-secretary");
        String aside = at(goal) + "/strategy-1/set-aside";
        assertThat(secretary.open(aside).text()).contains("Set plan.pdf, version 1, aside?");
        assertThat(secretary.send(aside, "reason", " ").status()).isEqualTo(422);
        Sheet done = secretary.send(aside, "reason", "It is of the wrong month.");

        assertThat(done.path()).isEqualTo(at(goal));
        assertThat(done.text()).contains("Set aside", "It is of the wrong month.");
        assertThat(secretary.send(aside, "reason", "Again.").status()).isEqualTo(409);
        assertThat(secretary.fetch(at(goal) + "/strategy-1").statusCode()).isEqualTo(200);
        assertThat(entries("board-chair", goal, "attachment-set-aside"))
                .singleElement()
                .satisfies(entry -> assertThat(entry)
                        .containsEntry("reason", "It is of the wrong month.")
                        .containsEntry("actor", "board-secretary"));
    }

    @Test
    void whatIsDecidedCarriesWhatItsSideHadThere() throws Exception {
        String goal = walk.proposedGoal("billing");
        attach("board-secretary", goal, "plan.pdf", Files.pdf("one"));
        attach("board-secretary", goal, "plan.pdf", Files.pdf("two"));
        attach("board-secretary", goal, "wrong.txt", Files.text("wrong"));
        Visitor secretary = as("board-secretary");
        secretary.open(at(goal));
        secretary.send(at(goal) + "/strategy-3/set-aside", "reason", "Wrong.");
        walk.complete("board-chair", goal, "ApproveBoardGoal", Map.of("decision", "approve"));

        assertThat(entries("board-chair", goal, "task-completed"))
                .singleElement()
                .satisfies(entry -> assertThat(entry.get("after"))
                        .isEqualTo(Map.of(
                                "decision",
                                "approve",
                                "attachments",
                                List.of(Map.of("name", "plan.pdf", "version", 2, "sha256", hash(Files.pdf("two")))))));
        assertThat(as("pmo").open("/trails/" + goal + "/history").text()).contains("Attachments then", "plan.pdf");
    }

    @Test
    void theOtherSideNeverLearnsOfIt() {
        String initiative = walk.proposed();
        String objective = Walk.objectiveOf(initiative);
        List<String> before = seen("cm-developers", initiative, objective);
        List<String> strategys = seen("strategist-billing", initiative, objective);
        attach("exec-billing", initiative, "secret-plan.pdf", Files.pdf("one"));
        attach("exec-billing", objective, "secret-plan.pdf", Files.pdf("one"));
        assertThat(seen("cm-developers", initiative, objective)).isEqualTo(before);

        List<String> withIts = seen("strategist-billing", initiative, objective);
        assertThat(withIts).isNotEqualTo(strategys);
        Sheet first = attach("cm-developers", initiative, "secret-answers.csv", Files.text("a,b\n"));
        assertThat(first.text())
                .contains("Kept: secret-answers.csv, version 1.")
                .doesNotContain("secret-plan");
        assertThat(first.html()).contains("id=\"community-1\"");
        assertThat(seen("strategist-billing", initiative, objective)).isEqualTo(withIts);

        for (String login : List.of("cm-developers", "cm-users", "exec-care", "admin")) {
            Visitor other = as(login);
            other.open("/tasks");
            assertThat(other.fetch(at(initiative) + "/strategy-1").statusCode())
                    .as(login)
                    .isEqualTo(404);
            assertThat(other.send(at(initiative) + "/strategy-1/set-aside", "reason", "Away.")
                            .status())
                    .as(login)
                    .isEqualTo(404);
        }
        for (String login : List.of("exec-billing", "cm-users", "admin")) {
            assertThat(as(login).fetch(at(initiative) + "/community-1").statusCode())
                    .as(login)
                    .isEqualTo(404);
        }
    }

    /** What a person reads about steps, without what any two readings differ by. */
    private List<String> seen(String login, String... refs) {
        Visitor visitor = as(login);
        List<String> seen = new ArrayList<>();
        for (String ref : refs) {
            for (String path : List.of("", "/discussion", "/attachments", "/history")) {
                seen.add(visitor.open("/trails/" + ref + path).lasting().replaceAll("content=\"[\\w-]{60,}\"", ""));
            }
            for (String path : List.of("", "/history", "/handovers", "/remarks")) {
                seen.add(api.as(login).get("/api/v1/trails/" + ref + path).ok().text());
            }
        }
        return seen;
    }

    @Test
    void thePmoSeesAllAndOpensWhatNoMemberCanHaveAnswered() {
        String initiative = walk.proposed();
        attach("exec-billing", initiative, "plan.pdf", Files.pdf("one"));
        attach("cm-developers", initiative, "answers.csv", Files.text("a,b\n"));
        Visitor pmo = as("pmo");

        assertThat(pmo.open("/trails/" + initiative).text()).contains("Attachments (2)");
        Sheet page = pmo.open(at(initiative));
        assertThat(page.text()).contains("plan.pdf", "answers.csv", "you cannot open it");
        assertThat(page.html()).doesNotContain("type=\"file\"", "/set-aside\"");
        assertThat(pmo.fetch(at(initiative) + "/strategy-1").statusCode()).isEqualTo(200);
        assertThat(pmo.fetch(at(initiative) + "/community-1").statusCode()).isEqualTo(403);
        assertThat(pmo.upload(at(initiative), "file", "mine.txt", Files.text("mine"))
                        .status())
                .isEqualTo(403);
        assertThat(pmo.send(at(initiative) + "/strategy-1/set-aside", "reason", "Away.")
                        .status())
                .isEqualTo(403);
        for (String stranger : List.of("cm-users", "exec-care", "admin")) {
            Visitor other = as(stranger);
            other.open("/tasks");
            assertThat(other.open(at(initiative)).status()).as(stranger).isEqualTo(404);
            assertThat(other.upload(at(initiative), "file", "mine.txt", Files.text("mine"))
                            .status())
                    .as(stranger)
                    .isEqualTo(404);
        }
        assertThat(kept(initiative)).isEqualTo(2);
    }

    @Test
    void severalAtOnceOfOneNameAreVersionsWithoutAGap() throws Exception {
        String goal = walk.proposedGoal("billing");
        List<Visitor> visitors = Stream.of("board-chair", "board-secretary", "controller", "board-chair")
                .map(this::as)
                .toList();
        visitors.forEach(visitor -> visitor.open(at(goal)));
        ExecutorService threads = Executors.newFixedThreadPool(visitors.size());
        try {
            List<Future<Sheet>> uploads = new ArrayList<>();
            for (Visitor visitor : visitors) {
                uploads.add(threads.submit(
                        () -> visitor.upload(at(goal), "file", "plan.pdf", Files.pdf(String.valueOf(visitor)))));
            }
            for (Future<Sheet> upload : uploads) {
                assertThat(upload.get().status()).isEqualTo(200);
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(jdbc.sql(
                                "select number || '/' || version from dottedline.attachment where ref = :ref order by number")
                        .param("ref", goal)
                        .query(String.class)
                        .list())
                .containsExactly("1/1", "2/2", "3/3", "4/4");
    }

    @Test
    void whatIsRefusedSaysWhyAtTheFieldAndIsNotKept() {
        String goal = walk.proposedGoal("billing");
        Visitor chair = as("board-chair");
        assertThat(chair.open(at(goal)).text()).contains("At most 10 MB each, and 200 MB for your side at this step");

        refused(chair, goal, "", new byte[0], "Choose a file first.");
        refused(chair, goal, "a.txt", new byte[0], "The file is empty.");
        refused(chair, goal, "page.pdf", Files.text("<html><script>"), "is named as PDF, but its content is not");
        refused(chair, goal, "run.exe", Files.text("MZ"), "is not of a kind that is kept here");
        refused(
                chair,
                goal,
                "large.pdf",
                java.util.Arrays.copyOf(Files.pdf("a"), 10 * 1024 * 1024 + 1),
                "The file is larger than 10 MB.");
        Sheet tooLarge = chair.upload(at(goal), "file", "large.pdf", new byte[12 * 1024 * 1024]);
        assertThat(tooLarge.status()).isEqualTo(413);
        assertThat(tooLarge.text()).contains("The file is larger than 10 MB.");
        assertThat(chair.uploadWithoutToken(at(goal), "file", "a.pdf", Files.pdf("a"))
                        .status())
                .isEqualTo(403);
        assertThat(chair.upload("/trails/" + goal + "/discussion", "file", "a.pdf", Files.pdf("a"))
                        .status())
                .isEqualTo(415);
        assertThat(Visitor.at(port)
                        .upload(at(goal), "file", "a.pdf", Files.pdf("a"))
                        .path())
                .isEqualTo("/sign-in");
        assertThat(kept(goal)).isZero();

        attach("board-chair", goal, "a.txt", Files.text("a"));
        jdbc.sql("update dottedline.attachment_space set bytes = 209715195 where ref = :ref")
                .param("ref", goal)
                .update();
        refused(chair, goal, "b.txt", Files.text("b".repeat(30)), "at most 200 MB at one step; 5 bytes are left");
        assertThat(kept(goal)).isEqualTo(1);
    }

    private static void refused(Visitor visitor, String ref, String name, byte[] content, String sentence) {
        Sheet sheet = visitor.upload(at(ref), "file", name, content);
        assertThat(sheet.status()).as(sentence).isEqualTo(422);
        assertThat(sheet.all("(?s)<div[^>]*role=\"alert\"[^>]*>.*?href=\"#field-file\"[^>]*>([^<]*)<"))
                .singleElement()
                .asString()
                .contains(sentence);
        assertThat(sheet.tag("field-file")).contains("aria-invalid=\"true\"", "error-file");
    }

    @Test
    void aListGoesOnPageByPage() {
        String goal = walk.proposedGoal("billing");
        attach("board-chair", goal, "first.txt", Files.text("first"));
        jdbc.sql("""
                        insert into dottedline.attachment
                        select ref, side, n, n || '.txt', 1, type, size, sha256, login, at + n * interval '1 second', content
                        from dottedline.attachment, generate_series(2, 60) n where ref = :ref""").param("ref", goal).update();
        Visitor chair = as("board-chair");
        Sheet page = chair.open(at(goal));
        assertThat(page.all("<li class=\"panel[^\"]*\" id=\"([^\"]+)\""))
                .hasSize(50)
                .startsWith("strategy-60")
                .endsWith("strategy-11");
        String next = page.all("href=\"([^\"]*after=[^\"]*)\"").get(0);
        assertThat(chair.open(next).all("<li class=\"panel[^\"]*\" id=\"([^\"]+)\""))
                .hasSize(10)
                .startsWith("strategy-10")
                .endsWith("strategy-1");
        assertThat(new String(chair.fetch(at(goal) + "/strategy-1").body(), StandardCharsets.UTF_8))
                .isEqualTo("first");
    }
}

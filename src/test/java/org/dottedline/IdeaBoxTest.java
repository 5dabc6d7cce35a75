package org.dottedline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.dottedline.Visitor.Sheet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The idea box by pages alone: from a file to a need or a request with its voices, and who reads nothing of it. */
@ProductTest
class IdeaBoxTest {

    private static final String BOX = "/communities/developers/ideas";

    @LocalServerPort
    private int port;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private PlatformTransactionManager transactions;

    private Visitor manager;
    /** In every title of this test, and in no other. */
    private String mark;

    @BeforeEach
    void begin() {
        manager = Visitor.at(port, "cm-developers");
        mark = "qz" + UUID.randomUUID().toString().replace("-", "").substring(0, 10);
        manager.open(BOX);
    }

    private Sheet look(String file) {
        manager.open(BOX + "/import");
        return manager.upload(BOX + "/import", "file", "ideas.csv", file.getBytes(StandardCharsets.UTF_8));
    }

    private Sheet take(String file) {
        Sheet look = look(file);
        assertThat(look.path()).as(look::text).matches(BOX + "/import/[0-9a-f]{32}");
        return manager.send(look.path());
    }

    /** Rows of a plain file with numbers that no other test uses. */
    private String plain(String... titlesAndVotes) {
        StringBuilder file = new StringBuilder("number,title,votes,author\n");
        for (int i = 0; i < titlesAndVotes.length; i += 2) {
            file.append(mark)
                    .append(i / 2)
                    .append(",\"")
                    .append(titlesAndVotes[i])
                    .append("\",")
                    .append(titlesAndVotes[i + 1])
                    .append(",Jon Snow\n");
        }
        return file.toString();
    }

    private Sheet box(String state) {
        return manager.open(BOX + "?state=" + state + "&q=" + mark);
    }

    private static List<String> titles(Sheet box) {
        return box.all("form=\"chosen\" value=\"[0-9]+\"[^>]*> <span>([^<]*)<");
    }

    private static List<String> ids(Sheet box) {
        return box.all("form=\"chosen\" value=\"([0-9]+)\"");
    }

    private static List<String> votes(Sheet box) {
        return box.all("<strong>([0-9,]+)</strong> <span>votes?</span>");
    }

    private Sheet act(String act, String... ids) {
        String[] sent = new String[4 + 2 * ids.length];
        sent[0] = "act";
        sent[1] = act;
        sent[2] = "q";
        sent[3] = mark;
        for (int i = 0; i < ids.length; i++) {
            sent[4 + 2 * i] = "idea";
            sent[5 + 2 * i] = ids[i];
        }
        return manager.send(BOX, sent);
    }

    private int rows() {
        return jdbc.sql("select count(*) from dottedline.idea where title like '%' || :mark || '%'")
                .param("mark", mark)
                .query(Integer.class)
                .single();
    }

    private List<Map<String, Object>> recorded(String kind) {
        return jdbc.sql(
                        "select ref, side, actor, role, after::text as after from dottedline.record where kind = :kind order by seq desc")
                .param("kind", kind)
                .query()
                .listOfRows();
    }

    @Test
    void aFileIsLookedAtBeforeAnythingIsTaken() {
        Sheet look = look(plain("Night " + mark, "7", "Day " + mark, "12", "night, " + mark + "!", "3"));

        assertThat(look.text())
                .contains(
                        "Tool Plain file",
                        "Ideas 3 New 3 Of these merged as duplicates 1 Known already 0",
                        "Columns that are not kept author");
        assertThat(look.html()).doesNotContain("Jon Snow", "style=", "??");
        assertThat(rows()).as("nothing is in the box yet").isZero();

        Sheet taken = manager.send(look.path());

        assertThat(taken.path()).isEqualTo(BOX);
        assertThat(taken.text()).contains("Imported: 3 new, 1 of them merged as duplicates; 0 known already");
        Sheet box = box("new");
        assertThat(titles(box)).containsExactly("Day " + mark, "Night " + mark);
        assertThat(votes(box)).containsExactly("12", "10");
        assertThat(box.text()).contains("1 merged into it night, " + mark + "! 3 votes Split off");
        assertThat(jdbc.sql("select count(*) from dottedline.idea i where i::text like '%Snow%'")
                        .query(Integer.class)
                        .single())
                .as("who had it is kept nowhere")
                .isZero();
        assertThat(recorded("ideas-imported").get(0))
                .containsEntry("actor", "cm-developers")
                .containsEntry("role", "community-manager.developers")
                .satisfies(entry -> assertThat(String.valueOf(entry.get("after")))
                        .contains("\"fresh\":3")
                        .doesNotContain(mark));
        assertThat(manager.open(look.path()).status()).as("the file is gone").isEqualTo(404);
    }

    @Test
    void theSameFileAgainDoublesNothingAndRefreshesTheVotes() {
        take(plain("Night " + mark, "7", "Day " + mark, "12"));
        Sheet again = take(plain("Night and fog " + mark, "70", "Day " + mark, "12"));

        assertThat(again.text())
                .contains("Imported: 0 new, 0 of them merged as duplicates; 2 known already, 1 with other votes.");
        assertThat(titles(box("new"))).containsExactly("Night and fog " + mark, "Day " + mark);
        assertThat(votes(box("new"))).containsExactly("70", "12");

        take("title,votes\nBare " + mark + ",1\n");
        take("title,votes\nbare " + mark + "!,5\nBARE " + mark + ",2\n");
        take("title,votes\nbare " + mark + "!,5\nBARE " + mark + ",2\n");
        assertThat(rows()).as("without numbers the title tells").isEqualTo(4);
        assertThat(votes(box("new"))).containsExactly("70", "12", "7");
    }

    @Test
    void whatFiderCallsADuplicateIsMergedAndItsVotersCountOnce() {
        String header = "number,title,description,created_at,created_by,votes_count,comments_count,status,responded_by,"
                + "responded_at,response,original_number,original_title,tags\n";
        Sheet look = look(header + "9" + mark + ",Theme " + mark + ",,2026-02-12T15:40:00Z,Arya,3,0,duplicate,,,,7"
                + mark + ",Dark,\n" + "7" + mark + ",Dark " + mark + ",,2026-02-11T15:40:00Z,Jon,187,22,open,,,,,,\n");
        assertThat(look.text()).contains("Tool Fider", "New 2 Of these merged as duplicates 1");
        manager.send(look.path());

        assertThat(titles(box("new"))).containsExactly("Dark " + mark);
        assertThat(votes(box("new"))).containsExactly("187");
    }

    @Test
    void aBrokenFileLeavesTheBoxAsItIs() {
        Sheet refused =
                look("number,title,votes\n" + mark + "1,Good " + mark + ",4\n" + mark + "2,Bad " + mark + ",lots\n");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text()).contains("Nothing was taken", "Line 3: its votes are “lots”");
        assertThat(rows()).isZero();
        assertThat(manager.upload(BOX + "/import", "file", "", new byte[0]).text())
                .contains("Choose a file first.");
        assertThat(manager.open(BOX + "/import?too-large").status()).isEqualTo(413);
    }

    @Test
    void ideasAreMergedByHandAndSplitAgain() {
        take(plain("Night " + mark, "7", "Darkness " + mark, "12", "Noon " + mark, "1"));
        List<String> ids = ids(box("new"));

        assertThat(act("merge", ids.get(0)).status()).isEqualTo(422);
        Sheet refused = act("merge", ids.get(0));
        assertThat(refused.text()).contains("Choose two or more ideas to merge.");
        assertThat(refused.all("(checked=\"checked\")"))
                .as("the choice is kept")
                .hasSize(1);

        Sheet merged = act("merge", ids.get(0), ids.get(1));
        assertThat(merged.text()).contains("Merged into “Darkness " + mark + "”");
        assertThat(titles(merged)).containsExactly("Darkness " + mark, "Noon " + mark);
        assertThat(votes(merged)).containsExactly("19", "1");
        assertThat(manager.open(BOX + "?q=night+" + mark).text())
                .as("found by the words of what was merged")
                .contains("Darkness");

        Sheet split = manager.send(BOX + "/" + ids.get(1) + "/split", "q", mark);
        assertThat(titles(split)).containsExactly("Darkness " + mark, "Night " + mark, "Noon " + mark);
        assertThat(votes(split)).containsExactly("12", "7", "1");
        assertThat(manager.send(BOX + "/" + ids.get(1) + "/split").status()).isEqualTo(404);
        assertThat(recorded("ideas-merged").get(0).get("after").toString())
                .contains("\"votes\":19")
                .doesNotContain(mark);
        assertThat(recorded("ideas-split")).isNotEmpty();
    }

    @Test
    void whateverIsLookedForIsAnswered() {
        for (String typed : List.of("%00", "a%00b", "%01%7f", "a" + "%F0%9F%98%80".repeat(60), "%25_%27%5C")) {
            assertThat(manager.open(BOX + "?q=" + typed).status()).as(typed).isEqualTo(200);
        }
        assertThat(manager.send(BOX, "act", "aside", "q", "a\0b").status()).isEqualTo(422);
    }

    @Test
    void anIdeaThatIsMergedWhileANeedIsRaisedWithItIsNotRaisedInstead() throws Exception {
        take(plain("Night " + mark, "7", "Day " + mark, "12"));
        List<String> ids = ids(box("new"));
        CompletableFuture<Sheet> raised = new CompletableFuture<>();
        new TransactionTemplate(transactions).executeWithoutResult(merging -> {
            jdbc.sql("select 1 from (select pg_advisory_xact_lock(hashtextextended('idea developers', 0))) locked")
                    .query(Integer.class)
                    .single();
            raised.completeAsync(() -> manager.send(
                    "/needs/new", "lob", "billing", "title", "Raised " + mark, "ideas", ids.get(1), "once", mark));
            await(() -> jdbc.sql("select count(*) from pg_locks where locktype = 'advisory' and not granted")
                            .query(Integer.class)
                            .single()
                    > 0);
            jdbc.sql("update dottedline.idea set merged_into = :day where id = :night")
                    .param("day", Long.valueOf(ids.get(0)))
                    .param("night", Long.valueOf(ids.get(1)))
                    .update();
        });

        assertThat(raised.get(20, TimeUnit.SECONDS).status()).isEqualTo(409);
        assertThat(jdbc.sql("select count(*) from dottedline.trail where title = :title")
                        .param("title", "Raised " + mark)
                        .query(Integer.class)
                        .single())
                .isZero();
        assertThat(titles(box("new"))).containsExactly("Day " + mark);
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!condition.getAsBoolean() && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }

    @Test
    void ideasAreSetAsideAndPutBack() {
        take(plain("Night " + mark, "7", "Day " + mark, "12"));
        String night = ids(box("new")).get(1);

        Sheet aside = act("aside", night);
        assertThat(aside.text()).contains("One idea was set aside.", "Undo: put them back");
        assertThat(titles(box("new"))).containsExactly("Day " + mark);
        assertThat(titles(box("aside"))).containsExactly("Night " + mark);

        act("back", night);
        assertThat(titles(box("new"))).containsExactly("Day " + mark, "Night " + mark);
        assertThat(act("aside").text()).contains("Choose one or more ideas.");
    }

    @Test
    void aNeedIsRaisedWithTheVoicesBehindIt() {
        take(plain("Night " + mark, "7", "Day " + mark, "1200", "day, " + mark, "30"));
        List<String> ids = ids(box("new"));

        Sheet raise = act("need", ids.get(0), ids.get(1));
        assertThat(raise.path()).isEqualTo("/needs/new");
        assertThat(raise.text()).contains("3 ideas with 1,237 votes", "Day " + mark + " 1,230 votes");
        assertThat(raise.html()).contains("value=\"Day " + mark + "\"");
        String chosen = ids.get(0) + "." + ids.get(1);
        Sheet wrong = manager.send("/needs/new", "lob", "", "title", "Nights", "ideas", chosen, "once", mark);
        assertThat(wrong.text()).contains("Choose a line of business.");
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.html()).as("the ideas are kept").contains("name=\"ideas\" value=\"" + chosen + "\"");

        Sheet task = manager.send("/needs/new", "lob", "billing", "title", "Nights", "ideas", chosen, "once", mark);
        assertThat(task.path()).startsWith("/tasks/");
        assertThat(task.text())
                .contains("What members said in the idea box", "Ideas 3", "Votes 1237", "Day " + mark + " 1230 2");
        assertThat(task.html()).contains("• Day " + mark + " (1,230 votes)", "value=\"Nights\"");
        assertThat(task.text())
                .containsPattern(
                        "3 ideas with 1,237 votes together in the idea box of Developer Community, as of \\d+ \\w+ \\d{4}\\.");
        assertThat(manager.send("/needs/new", "lob", "billing", "title", "Nights", "ideas", chosen, "once", mark)
                        .path())
                .as("a double click raises one")
                .isEqualTo(task.path());

        Sheet raised = box("raised");
        assertThat(titles(raised)).containsExactly("Day " + mark, "Night " + mark);
        String ref = raised.all("Raised as</span> <a [^>]*href=\"/trails/(N[0-9]+)\"")
                .get(0);
        assertThat(recorded("ideas-raised").get(0))
                .containsEntry("ref", ref)
                .satisfies(entry -> assertThat(String.valueOf(entry.get("after")))
                        .contains("\"votes\":1237")
                        .doesNotContain(mark));

        Sheet described = manager.send(
                task.path(),
                "title",
                "Nights",
                "need",
                "Members work at night.",
                "groups",
                "customers",
                "evidence",
                "Asked by 1,237.");
        assertThat(described.status()).as(described::text).isEqualTo(200);
        Api.Caller executive = new Api(port).as("exec-billing");
        String answer = "/tasks/" + executive.taskId(ref, "AnswerNeed");
        assertThat(executive.get("/api/v1" + answer).ok().toString())
                .contains("Members work at night.")
                .doesNotContain(mark);
        hears(ref, "exec-billing", answer);
        hears(ref, "strategist-billing");
        hears(ref, "board-chair");
    }

    /** What these people of strategy can open of it: no voice in any of that. */
    private void hears(String ref, String login, String... more) {
        Visitor visitor = Visitor.at(port, login);
        for (String path : List.of(
                "/tasks",
                "/trails/" + ref,
                "/trails/" + ref + "/history",
                "/trails/" + ref + "/discussion",
                "/map",
                "/communities",
                more.length == 0 ? "/trails" : more[0])) {
            Sheet sheet = visitor.open(path);
            assertThat(sheet.status()).as(login + " " + path).isEqualTo(200);
            assertThat(sheet.html()).as(login + " " + path).doesNotContain(mark, "ideas-", "idea box", "/ideas");
        }
        Api.Caller caller = new Api(port).as(login);
        for (String path : List.of("", "/history", "/handovers")) {
            assertThat(caller.get("/api/v1/trails/" + ref + path).ok().toString())
                    .as(login + " " + path)
                    .doesNotContain(mark, "ideas-raised");
        }
        for (String path : List.of("/ideas", BOX, BOX + "/import", BOX + "/request?ideas=1", "/lines")) {
            assertThat(visitor.open(path).status()).as(login + " " + path).isEqualTo(404);
        }
    }

    @Test
    void aFeatureIsRequestedWithTheVoicesBehindItUnderAnApprovedInitiative() {
        String initiative = new Walk(new Api(port)).approved();
        take(plain("Night " + mark, "7"));
        String night = ids(box("new")).get(0);

        Sheet under = act("request", night);
        String open = "/trails/" + initiative + "/requests/new";
        Sheet form = under.path().equals(open) ? under : manager.open(open + "?ideas=" + night);
        assertThat(under.html()).as("each approved initiative is offered").contains(initiative);
        assertThat(form.html()).contains("value=\"Night " + mark + "\"");

        Sheet task = manager.send(open, "title", "Night work", "ideas", night, "once", mark);
        assertThat(task.path()).startsWith("/tasks/");
        assertThat(task.text()).contains("What members said in the idea box", "Night " + mark + " 7 1");
        assertThat(task.html()).contains("• Night " + mark + " (7 votes)");
        assertThat(box("raised").html()).contains("href=\"/trails/" + initiative + ".R1\"");
        Visitor users = Visitor.at(port, "cm-users");
        assertThat(users.open(task.path()).status()).isEqualTo(404);
        for (String login : List.of("exec-billing", "strategist-billing")) {
            Visitor visitor = Visitor.at(port, login);
            for (String path : List.of("/trails/" + initiative, "/trails/" + initiative + ".R1/history", "/map")) {
                assertThat(visitor.open(path).html()).as(login + " " + path).doesNotContain(mark, "idea box");
            }
        }
    }

    @Test
    void anotherManagerFindsNoBoxNoIdeaAndNoFile() {
        take(plain("Night " + mark, "7"));
        String night = ids(box("new")).get(0);
        String file = look(plain("Night " + mark, "7")).path();
        for (String login : List.of("cm-users", "exec-billing", "strategist-billing", "admin")) {
            Visitor other = Visitor.at(port, login);
            other.open("/tasks");
            for (String path :
                    List.of(BOX, BOX + "?q=" + mark, BOX + "/import", file, BOX + "/request?ideas=" + night)) {
                Sheet sheet = other.open(path);
                assertThat(sheet.status()).as(login + " " + path).isEqualTo(404);
                assertThat(sheet.html()).doesNotContain("Night " + mark);
            }
            assertThat(other.send(BOX, "act", "aside", "idea", night).status())
                    .as(login)
                    .isEqualTo(404);
            assertThat(other.send(BOX + "/" + night + "/split").status())
                    .as(login)
                    .isEqualTo(404);
            assertThat(other.send(file).status()).as(login).isEqualTo(404);
            assertThat(other.upload(
                                    BOX + "/import",
                                    "file",
                                    "a.csv",
                                    "title,votes\nx,1\n".getBytes(StandardCharsets.UTF_8))
                            .status())
                    .as(login)
                    .isEqualTo(404);
            assertThat(other.open("/needs/new?ideas=" + night).status())
                    .as(login)
                    .isIn(403, 404);
        }
        Visitor users = Visitor.at(port, "cm-users");
        users.open("/tasks");
        assertThat(users.send("/needs/new", "lob", "care", "title", "Theirs", "ideas", night, "once", mark)
                        .status())
                .isEqualTo(404);
        assertThat(users.open("/communities/users/ideas").status()).isEqualTo(200);
        assertThat(titles(box("new"))).as("nothing has changed").containsExactly("Night " + mark);
    }

    @Test
    void thePmoSeesHowMuchIsThereAndNoWordOfAMember() {
        take(plain("Night " + mark, "7", "night " + mark, "3"));
        String night = ids(box("new")).get(0);
        String ref = raised(night);
        Visitor pmo = Visitor.at(port, "pmo");

        Sheet numbers = pmo.open(BOX);
        assertThat(numbers.status()).isEqualTo(200);
        assertThat(numbers.text()).contains("The idea box in numbers", ref + " 2 10");
        assertThat(numbers.html()).doesNotContain(mark);
        Sheet history = pmo.open("/trails/" + ref + "/history");
        assertThat(history.text()).contains("Raised with ideas of members");
        assertThat(history.html()).doesNotContain(mark);
        assertThat(new Api(port)
                        .as("pmo")
                        .get("/api/v1/trails/" + ref + "/history")
                        .ok()
                        .toString())
                .contains("ideas-raised")
                .doesNotContain(mark);
        for (String path : List.of(BOX + "/import", BOX + "/request?ideas=" + night, "/needs/new?ideas=" + night)) {
            assertThat(pmo.open(path).status()).as(path).isIn(403, 404);
        }
        assertThat(pmo.send(BOX, "act", "aside", "idea", night).status()).isEqualTo(404);
    }

    @Test
    void whatWasDoneWithIdeasIsReadByThePmoAndForTheirOwnByManagers() {
        take(plain("Night " + mark, "7", "Dusk " + mark, "3"));
        List<String> ideas = ids(box("new"));
        manager.send(BOX, "act", "merge", "idea", ideas.get(0), "idea", ideas.get(1));

        String imported = "from Plain file: 2 ideas, 2 new, 0 known, 0 merged";
        Visitor pmo = Visitor.at(port, "pmo");
        for (Sheet page : List.of(
                manager.open(BOX + "/done"),
                pmo.open(BOX + "/done"),
                pmo.open("/lists/ideas"),
                pmo.open("/lists/ideas?unit=developers"))) {
            assertThat(page.status()).isEqualTo(200);
            assertThat(page.text()).contains("Ideas imported", imported, "Ideas merged", "2 ideas, 10 votes");
            assertThat(page.html()).as("members' words").doesNotContain(mark);
        }
        assertThat(pmo.open("/lists/ideas?unit=users").text()).doesNotContain("Developer Community, from");
        assertThat(manager.open("/lists/ideas").status()).isEqualTo(403);
        for (String login : List.of("cm-users", "exec-billing", "strategist-billing", "admin")) {
            assertThat(Visitor.at(port, login).open(BOX + "/done").status())
                    .as(login)
                    .isEqualTo(404);
        }
    }

    private String raised(String idea) {
        manager.open("/needs/new?ideas=" + idea);
        manager.send("/needs/new", "lob", "care", "title", "Quiet", "ideas", idea, "once", mark);
        return box("raised").all("href=\"/trails/(N[0-9]+)\"").get(0);
    }

    @Test
    void theBoxIsReadInPartsAndByAsManyQuestionsForManyAsForFew() {
        String[] many = new String[2 * 120];
        for (int i = 0; i < 120; i++) {
            many[2 * i] = "Wish " + i + " " + mark;
            many[2 * i + 1] = String.valueOf(i / 2);
        }
        take(plain("Wish 0 " + mark, "0"));
        CountedDatabase.LOG.begin();
        box("new");
        int few = CountedDatabase.LOG.statements().size();
        System.out.println("| page " + BOX + " | " + few + " |");
        take(plain(many));
        CountedDatabase.LOG.begin();
        Sheet page = box("new");
        assertThat(CountedDatabase.LOG.statements()).hasSize(few);

        List<String> all = new java.util.ArrayList<>(ids(page));
        int pages = 1;
        for (List<String> next = next(page); !next.isEmpty(); next = next(page)) {
            page = manager.open(next.get(0).replace("&amp;", "&"));
            all.addAll(ids(page));
            pages++;
        }
        assertThat(pages).isEqualTo(3);
        assertThat(all).hasSize(120).doesNotHaveDuplicates();
    }

    private static List<String> next(Sheet page) {
        return page.all("href=\"([^\"]*after=[^\"]*)\"");
    }

    @Test
    void filesOfIdeasNeedTheTokenAndASignIn() {
        byte[] file = "title,votes\nx,1\n".getBytes(StandardCharsets.UTF_8);
        assertThat(manager.uploadWithoutToken(BOX + "/import", "file", "a.csv", file)
                        .status())
                .isEqualTo(403);
        assertThat(Visitor.at(port)
                        .upload(BOX + "/import", "file", "a.csv", file)
                        .path())
                .isEqualTo("/sign-in");
        assertThat(manager.upload(BOX, "file", "a.csv", file).status()).isEqualTo(415);
    }
}

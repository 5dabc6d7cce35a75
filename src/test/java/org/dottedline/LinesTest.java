package org.dottedline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dottedline.Visitor.Sheet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What a manager has under way, as stops along lines: where each is, who has it, what comes. */
@ProductTest
class LinesTest {

    @LocalServerPort
    private int port;

    private Api api;
    private Walk walk;
    private Visitor manager;

    @BeforeEach
    void begin() {
        api = new Api(port);
        walk = new Walk(api);
        manager = Visitor.at(port, "cm-developers");
    }

    /** The line of a reference, on whichever page it is; empty where it is on none. */
    private String line(String ref) {
        Sheet page = manager.open("/lines");
        while (true) {
            Matcher line = Pattern.compile("(?s)<article[^>]*id=\"line-" + Pattern.quote(ref) + "\".*?</article>")
                    .matcher(page.html());
            if (line.find()) {
                return line.group();
            }
            List<String> next = page.all("href=\"(/lines\\?after=[^\"]*)\"");
            if (next.isEmpty()) {
                return "";
            }
            page = manager.open(next.get(0));
        }
    }

    private static String text(String html) {
        return new Sheet("", 200, html).text();
    }

    private static List<String> states(String line) {
        return new Sheet("", 200, line).all("class=\"stop (done|here|soon|coming) ");
    }

    @Test
    void aLineGoesOnFromStopToStop() {
        String initiative = walk.invited();
        String line = line(initiative);
        assertThat(states(line)).containsExactly("here", "soon", "coming", "coming");
        assertThat(text(line))
                .contains("You offer what members need Community Here now Propose initiative with Community manager");
        assertThat(line).contains("aria-current=\"step\"", "Your turn: open the task");

        walk.complete("cm-developers", initiative, "ProposeInitiative", Walk.proposal());
        api.as("strategist-billing").task(initiative, "AssessFit");
        line = line(initiative);
        assertThat(states(line)).containsExactly("done", "here", "soon", "coming");
        assertThat(text(line))
                .contains(
                        "Done: today",
                        "The line of business decides Strategy Here now Strategy decides on it since today")
                .doesNotContain("Your turn");

        walk.complete("strategist-billing", initiative, "AssessFit", Walk.judgement("strong", "above-150000"));
        walk.complete("exec-billing", initiative, "ApproveInitiative", Map.of("decision", "approve"));
        api.as("board-chair").task(initiative, "CountersignInitiative");
        assertThat(text(line(initiative)))
                .as("of the other side she hears what the trail says, not that the board looks at it")
                .contains("Strategy decides on it since today")
                .doesNotContain("Approve", "executive", "Countersign", "Assess", "Board", "Keller", "Nair");

        walk.complete("board-chair", initiative, "CountersignInitiative", Map.of("decision", "approve"));
        api.as("cm-developers").task(initiative, "CloseInitiative");
        assertThat(states(line(initiative))).containsExactly("done", "done", "here", "soon");
        assertThat(manager.open("/trails/" + initiative).text()).doesNotContain("Strategy decides on it");

        String request = api.as("cm-developers")
                .post("/api/v1/trails/" + initiative + "/requests", Map.of("title", "A stop on the way"))
                .ref();
        assertThat(states(line(request))).containsExactly("here", "soon", "coming", "coming", "coming");
        walk.complete(
                "cm-developers",
                request,
                "DescribeFeature",
                Map.of("title", "A stop on the way", "need", "n", "description", "d"));
        api.as("cm-developers").task(request, "PlanResearch");
        assertThat(text(line(request))).contains("Members are asked Community Here now Plan research");

        api.as("cm-developers").withdraw(request, "It is done elsewhere.");
        assertThat(line(request)).as("what has ended is on no line").isEmpty();
    }

    @Test
    void aNeedWaitsForItsAnswer() {
        String need = api.as("cm-developers")
                .post("/api/v1/needs", Map.of("lob", "care", "title", "A line for a need"))
                .ref();
        assertThat(states(line(need))).containsExactly("here", "soon", "coming");
        walk.complete(
                "cm-developers",
                need,
                "DescribeNeed",
                Map.of("title", "A line for a need", "need", "n", "groups", List.of("customers"), "evidence", "e"));
        String id = api.as("exec-care").taskId(need, "AnswerNeed");
        assertThat(text(line(need)))
                .contains(
                        "The line of business answers Strategy Here now Answer need with LOB executive, Customer Care");
        api.as("exec-care").post("/api/v1/tasks/" + id + "/claim");
        assertThat(text(line(need))).as("as on the trail").contains("with Tomás Herrera");
    }

    @Test
    void linesAreOfOnesOwnCommunityAlone() {
        String initiative = walk.invited();
        assertThat(line(initiative)).isNotEmpty();
        manager = Visitor.at(port, "cm-users");
        assertThat(line(initiative)).isEmpty();
        for (String login : List.of("exec-billing", "strategist-billing", "board-chair", "pmo", "admin")) {
            Visitor other = Visitor.at(port, login);
            assertThat(other.open("/lines").status()).as(login).isEqualTo(404);
            assertThat(other.open("/tasks").html()).as(login).doesNotContain("href=\"/lines\"");
        }
        assertThat(manager.open("/tasks").html()).contains("href=\"/lines\"", "href=\"/ideas\"");
    }

    @Test
    void asManyQuestionsForManyLinesAsForFewAndEachIsOnOnePage() {
        String first = walk.proposed();
        api.as("cm-developers").post("/api/v1/needs", Map.of("lob", "billing", "title", "One"));
        manager.open("/lines");
        CountedDatabase.LOG.begin();
        manager.open("/lines");
        int few = CountedDatabase.LOG.statements().size();
        System.out.println("| page /lines | " + few + " |");
        List<String> needs = new ArrayList<>();
        for (int i = 0; i < 22; i++) {
            String need = api.as("cm-developers")
                    .post("/api/v1/needs", Map.of("lob", "billing", "title", "Many " + i))
                    .ref();
            needs.add(need);
            if (i > 15) {
                api.as("cm-developers")
                        .post("/api/v1/tasks/" + api.as("cm-developers").taskId(need, "DescribeNeed") + "/claim");
            }
        }
        String second = walk.proposed();
        CountedDatabase.LOG.begin();
        Sheet page = manager.open("/lines");
        // who holds a task is asked once for all, where anybody does
        assertThat(CountedDatabase.LOG.statements()).hasSizeBetween(few - 1, few + 1);
        List<String> seen = new ArrayList<>();
        while (true) {
            seen.addAll(page.all("id=\"line-([^\"]*)\""));
            List<String> next = page.all("href=\"(/lines\\?after=[^\"]*)\"");
            if (next.isEmpty()) {
                break;
            }
            page = manager.open(next.get(0));
        }
        assertThat(seen).doesNotHaveDuplicates().containsAll(needs).contains(first, second);
    }
}

package org.dottedline.research.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.dottedline.RequestProcessTest;
import org.dottedline.Visitor;
import org.dottedline.Visitor.Sheet;
import org.dottedline.trail.Ref;
import org.dottedline.trust.Attack;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** From the file of a survey to the form of its task, by pages alone. */
class SurveyPagesTest extends RequestProcessTest {

    private static final byte[] FILE = """
            id,submitdate,lastpage,ipaddr,who,answer
            1,2026-03-01 10:00:00,3,192.0.2.1,customers,Yes
            2,2026-03-01 10:00:00,3,192.0.2.1,customers,Secretly
            3,,3,192.0.2.1,customers,Yes
            4,2026-03-01 10:00:00,3,192.0.2.1,partners,No
            5,2026-03-01 10:00:00
            1,2026-03-01 10:00:00,3,192.0.2.1,customers,Yes
            """.getBytes(StandardCharsets.UTF_8);

    @LocalServerPort
    private int port;

    private String submitTask(String... groups) {
        Ref request = describedRequest();
        plan(request, groups);
        return "/tasks/" + task(manager(), request, "SubmitResearch").id();
    }

    @Test
    void aFileEndsAsTheFilledInForm() {
        String task = submitTask("customers", "partners");
        Visitor manager = Visitor.at(port, manager());
        assertThat(manager.open(task).html()).contains("name=\"helper\"", "value=\"survey\"");
        Sheet onward = manager.send(task + "/draft", "summary", "Typed before the file was read.", "helper", "survey");
        assertThat(onward.path()).isEqualTo(task + "/survey");

        manager.open(task + "/survey");
        Sheet columns = manager.upload(task + "/survey", "file", "results.csv", FILE);
        assertThat(columns.status()).isEqualTo(200);
        assertThat(columns.path()).matches(task + "/survey/[0-9a-f]{32}");
        assertThat(columns.text())
                .as("the columns tell by themselves which they are")
                .contains("LimeSurvey", "ipaddr", "What do the answers mean?", "Secretly");
        Sheet others = manager.open(columns.path());
        assertThat(others.html())
                .contains("<option value=\"5\" selected=\"selected\">", "<option value=\"4\" selected=\"selected\">");
        assertThat(columns.html()).doesNotContain("192.0.2.1", "??", "style=");

        Sheet unchosen = manager.open(columns.path() + "?answer=5&group=");
        assertThat(unchosen.status()).isEqualTo(422);
        assertThat(unchosen.text()).contains("Choose which group it is, or the column that tells.");
        assertThat(unchosen.html())
                .contains("href=\"#survey-group\"", "id=\"error-survey-group\"")
                .contains("<option value=\"5\" selected=\"selected\">")
                .doesNotContain("error-survey-answer");

        Sheet meanings = manager.open(columns.path() + "?answer=5&group=4");
        assertThat(meanings.all("value=\"([a-z-]+)\" selected=\"selected\""))
                .containsExactly("in-favour", "against", "customers", "partners");

        Sheet incomplete = manager.send(
                columns.path(),
                "answer",
                "5",
                "group",
                "4",
                "answer-0",
                "in-favour",
                "answer-1",
                "",
                "answer-2",
                "against",
                "group-0",
                "customers",
                "group-1",
                "partners");
        assertThat(incomplete.status()).isEqualTo(422);
        assertThat(incomplete.text()).contains("One thing needs another look", "Say what “Secretly” means");
        assertThat(incomplete.html())
                .contains(
                        "href=\"#answer-1\"",
                        "id=\"error-answer-1\"",
                        "id=\"answer-1\" name=\"answer-1\" aria-label=\"What “Secretly” means\" aria-invalid=\"true\""
                                + " aria-describedby=\"error-answer-1\"")
                .doesNotContain("error-answer-0");
        assertThat(incomplete.all("value=\"([a-z-]+)\" selected=\"selected\""))
                .as("what was chosen stays")
                .containsExactly("in-favour", "against", "customers", "partners");

        Sheet counts = manager.send(
                columns.path(),
                "answer",
                "5",
                "group",
                "4",
                "answer-0",
                "in-favour",
                "answer-1",
                "neutral",
                "answer-2",
                "against",
                "group-0",
                "customers",
                "group-1",
                "partners");
        assertThat(counts.status()).isEqualTo(200);
        assertThat(counts.text())
                .contains(
                        "Customers 2 1 1 0",
                        "Partners 1 0 0 1",
                        "Not finished, or not sent 1",
                        "A further answer of somebody who is counted already 1",
                        "Line 6: it has 2 cells, but the header has 6.");
        assertThat(counts.html()).doesNotContain("Secretly");

        String[] hidden = counts.all("name=\"(results[^\"]+)\"").stream()
                .flatMap(name -> Stream.of(
                        name,
                        counts.all("name=\"" + Pattern.quote(name) + "\" value=\"([^\"]*)\"")
                                .get(0)))
                .toArray(String[]::new);
        String[] fields =
                Stream.concat(Stream.of("fill", "true"), Arrays.stream(hidden)).toArray(String[]::new);
        Sheet form = manager.send(columns.path() + "/fill", fields);

        assertThat(form.status()).isEqualTo(200);
        assertThat(form.all("name=\"results\\[0]\\.answered\" value=\"([^\"]*)\""))
                .containsExactly("2");
        assertThat(form.all("name=\"results\\[0]\\.inFavour\" value=\"([^\"]*)\""))
                .containsExactly("1");
        assertThat(form.all("name=\"results\\[1]\\.against\" value=\"([^\"]*)\""))
                .containsExactly("1");
        assertThat(form.all("name=\"results\\[0]\\.asked\" value=\"([^\"]*)\"")).containsExactly("");
        assertThat(form.text()).contains("Typed before the file was read.");
        assertThat(form.html()).contains("action=\"" + task + "\"");
        assertThat(manager.open(columns.path()).status()).as("the file is gone").isEqualTo(404);
    }

    @Test
    void aWorkbookIsReadLikeACsvFileWhateverItIsCalled() throws IOException {
        ByteArrayOutputStream book = new ByteArrayOutputStream();
        try (Workbook workbook = new Workbook(book, "Test", null)) {
            Worksheet cells = workbook.newWorksheet("Answers");
            String[][] rows = {{"who", "answer"}, {"customers", "Yes"}, {"partners", "No"}, {"partners", "No", "odd"}};
            for (int row = 0; row < rows.length; row++) {
                for (int column = 0; column < rows[row].length; column++) {
                    cells.value(row, column, rows[row][column]);
                }
            }
        }
        String task = submitTask("customers", "partners");
        Visitor manager = Visitor.at(port, manager());
        manager.open(task + "/survey");

        Sheet columns = manager.upload(task + "/survey", "file", "results.csv", book.toByteArray());
        assertThat(columns.text()).contains("Excel, sheet “Answers”", "Rows that could not be read 1");
        Sheet counts = manager.send(
                columns.path(),
                "answer",
                "1",
                "group",
                "0",
                "answer-0",
                "in-favour",
                "answer-1",
                "against",
                "group-0",
                "customers",
                "group-1",
                "partners");

        assertThat(counts.text())
                .contains("Customers 1 1 0 0", "Partners 1 0 0 1", "Row 4: it has 3 cells, but the header has 2.");
    }

    @Test
    void aFileOfAnotherPersonIsNotThere() {
        String task = submitTask("customers");
        Visitor manager = Visitor.at(port, manager());
        manager.open(task + "/survey");
        String file =
                manager.upload(task + "/survey", "file", "results.csv", FILE).path();

        for (String login : new String[] {"cm-developers", "exec-care", "pmo"}) {
            Visitor other = Visitor.at(port, login);
            other.open("/tasks");
            assertThat(other.open(task + "/survey").status()).as(login).isEqualTo(404);
            assertThat(other.open(file).status()).as(login).isEqualTo(404);
            assertThat(other.upload(task + "/survey", "file", "x.csv", FILE).status())
                    .as(login)
                    .isEqualTo(404);
            assertThat(other.send(file, "answer", "5", "group", "4").status())
                    .as(login)
                    .isEqualTo(404);
            assertThat(other.send(file + "/drop").status()).as(login).isEqualTo(404);
        }
        assertThat(manager.open(file).status()).isEqualTo(200);
        assertThat(manager.send(file + "/drop").path()).isEqualTo(task);
        assertThat(manager.open(file).status()).isEqualTo(404);
    }

    @Test
    @Attack(14)
    void aBrokenFileIsRefusedWithASentence() {
        String task = submitTask("customers") + "/survey";
        Visitor manager = Visitor.at(port, manager());
        manager.open(task);

        Sheet wrong = manager.upload(
                task, "file", "results.csv", "answer,group\nJa,\u00c4rzte\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.text()).contains("Line 2 is not written in UTF-8");
        assertThat(wrong.html())
                .contains("href=\"#survey-file\"", "aria-describedby=\"help-survey-file error-survey-file\"");
        assertThat(manager.upload(task, "file", "", new byte[0]).text()).contains("Choose a file first.");
        assertThat(manager.upload(task, "file", "a.csv", new byte[0]).text()).contains("The file is empty.");
        assertThat(manager.open(task + "?too-large").text()).contains("larger than 50 MB");
    }

    @Test
    @Attack(14)
    void aFileThatIsTooLargeIsRefusedWithASentence() {
        String task = submitTask("customers") + "/survey";
        Visitor manager = Visitor.at(port, manager());
        manager.open(task);

        Sheet tooLarge = manager.upload(task, "file", "a.csv", new byte[51 * 1024 * 1024]);

        assertThat(tooLarge.status()).isEqualTo(413);
        assertThat(tooLarge.text()).contains("The file is larger than 50 MB.");
    }

    @Test
    @Attack(14)
    void filesAreTakenNowhereElseAndFromNobodyUnknown() {
        String task = submitTask("customers");
        Visitor manager = Visitor.at(port, manager());
        manager.open(task);

        assertThat(manager.upload(task, "file", "a.csv", FILE).status()).isEqualTo(415);
        assertThat(manager.upload("/goals/new", "file", "a.csv", FILE).status()).isEqualTo(415);
        assertThat(Visitor.at(port)
                        .upload(task + "/survey", "file", "a.csv", FILE)
                        .path())
                .isEqualTo("/sign-in");
        assertThat(manager.uploadWithoutToken(task + "/survey", "file", "a.csv", FILE)
                        .status())
                .as("without the token of a page")
                .isEqualTo(403);
    }
}

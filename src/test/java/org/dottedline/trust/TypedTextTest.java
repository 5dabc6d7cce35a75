package org.dottedline.trust;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;
import org.dottedline.Api;
import org.dottedline.Visitor;
import org.dottedline.trust.Doors.Door;
import org.dottedline.trust.OpenTasks.Task;
import org.junit.jupiter.api.Test;

/** All that anybody types is text wherever it is shown: each trail here is made of markup, expressions and formulas. */
class TypedTextTest extends AttackedProduct {

    private static final List<String> PEOPLE = List.of(OpenTasks.MANAGER, OpenTasks.EXECUTIVE, "pmo", "admin");

    @Test
    @Attack(7)
    void everyTaskShowsItAsText() {
        Map<String, Visitor> visitors = new HashMap<>();
        for (Task task : tasks.kinds().values()) {
            Visitor visitor = visitors.computeIfAbsent(task.login(), login -> Visitor.at(port, login));
            Leaks.onlyText(task.task(), visitor.open("/tasks/" + task.id()).html());
            Leaks.none(
                    task.task(),
                    tasks.api()
                            .as(task.login())
                            .get("/api/v1/tasks/" + task.id())
                            .ok()
                            .text());
            Leaks.none(
                    task.task(),
                    tasks.api()
                            .as(task.login())
                            .get("/api/v1/tasks/" + task.id() + "/form")
                            .ok()
                            .text());
        }
        Tried.times(3L * tasks.kinds().size());
    }

    @Test
    @Attack(7)
    void everyPageShowsItAsText() {
        Set<String> refs = new LinkedHashSet<>();
        for (String kind : List.of("AcceptDelivery", "AnswerNeed")) {
            refs.add(tasks.one(kind).ref());
        }
        String request = tasks.one("AcceptDelivery").ref();
        refs.add(request.substring(0, request.indexOf('.')));
        List<String> shown = new ArrayList<>();
        for (String person : PEOPLE) {
            Visitor visitor = Visitor.at(port, person);
            for (Door door : Doors.ofPages(mappings)) {
                if (door.changes()) {
                    continue;
                }
                boolean ofAStep = door.path().contains("{ref}");
                for (String ref : ofAStep && !person.equals("admin") ? refs : List.of(request)) {
                    String id = door.path().startsWith("/communities")
                            ? OpenTasks.COMMUNITY
                            : door.path().startsWith("/lobs")
                                    ? OpenTasks.LOB
                                    : tasks.one("AcceptDelivery").id();
                    Visitor.Sheet sheet = visitor.open(door.at(Doors.values(id, ref)));
                    assertThat(sheet.status()).as(door + " for " + person).isIn(200, 404, 403, 409);
                    if (door.path().matches(".*\\.(csv|xlsx|atom)|.*/model")) {
                        Leaks.none(door.toString(), sheet.html());
                        continue;
                    }
                    Leaks.onlyText(door + " for " + person, sheet.html());
                    if (sheet.status() == 200 && sheet.html().contains("onq7")) {
                        shown.add(door.path());
                    }
                }
            }
        }
        assertThat(shown).contains("/trails/{ref}", "/trails/{ref}/history", "/tasks", "/map", "/trails/{ref}/case");
        Tried.times(shown.size());
    }

    @Test
    @Attack({7, 16, 19})
    void whateverStandsInAQueryOrAPathIsAnsweredWithASentence() {
        long sent = 0;
        List<String> payloads = List.of(Bodies.SHORT, "\u0000", "1000000000");
        Visitor visitor = Visitor.at(port, "pmo");
        Api.Caller caller = tasks.api().as("pmo");
        Map<String, String> values =
                Doors.values(OpenTasks.COMMUNITY, tasks.one("AcceptDelivery").ref());
        List<Door> api = Doors.ofApi(tasks.api());
        for (String payload : payloads) {
            for (Door door : api) {
                if (door.changes()) {
                    continue;
                }
                for (String parameter : door.parameters()) {
                    if (payload.equals("1000000000")
                            && !List.of("limit", "after").contains(parameter)) {
                        continue;
                    }
                    Api.Answer answer = caller.get(door.at(values) + "?" + parameter + "=" + Api.encoded(payload));
                    assertThat(answer.status()).as(answer.toString()).isIn(200, 403, 404, 409, 422);
                    if (parameter.equals("limit")) {
                        assertThat(answer.status()).as(answer.toString()).isIn(403, 404, 422);
                    }
                    Leaks.none(door + " " + parameter, answer.text());
                    sent++;
                }
            }
            for (Door door : Doors.ofPages(mappings)) {
                if (door.changes() || !payload.equals(Bodies.SHORT)) {
                    continue;
                }
                for (String parameter : door.parameters()) {
                    Visitor.Sheet sheet = visitor.open(
                            door.at(values) + "?" + parameter + "=" + Api.encoded(payload) + "&" + parameter + "=%00");
                    assertThat(sheet.status()).as(door + " " + parameter).isLessThan(500);
                    Leaks.onlyText(door + " " + parameter, sheet.html());
                    sent++;
                }
                if (door.path().contains("{") && payload.equals(Bodies.SHORT)) {
                    Map<String, String> broken = new HashMap<>(values);
                    broken.replaceAll((name, value) -> Api.encoded(payload).replace("+", "%20"));
                    Visitor.Sheet sheet = visitor.open(door.at(broken));
                    assertThat(sheet.status()).as(door + " at " + payload).isIn(400, 403, 404, 422);
                    Leaks.onlyText(door + " at " + payload, sheet.html());
                    sent++;
                }
            }
        }
        Tried.times(sent);
    }

    @Test
    @Attack(15)
    void noExportHoldsAFormulaOrMarkup() throws Exception {
        Visitor visitor = Visitor.at(port, "pmo");
        List<String> kinds = visitor.open("/lists").all("href=\"/lists/([a-z-]+)\"");
        assertThat(kinds).isNotEmpty();
        long cells = 0;
        for (String kind : Set.copyOf(kinds)) {
            String csv = new String(visitor.fetch("/lists/" + kind + ".csv").body(), StandardCharsets.UTF_8);
            for (var row : CSVParser.parse(csv, CSVFormat.RFC4180)) {
                row.forEach(cell -> assertThat(cell)
                        .as(kind)
                        .doesNotStartWith("=")
                        .doesNotStartWith("@")
                        .doesNotStartWith("\t="));
            }
            cells += onlyTexts(kind, visitor.fetch("/lists/" + kind + ".xlsx").body());
            for (String other : List.of(OpenTasks.MANAGER, OpenTasks.EXECUTIVE, "admin")) {
                assertThat(Visitor.at(port, other)
                                .open("/lists/" + kind + ".csv")
                                .status())
                        .isIn(403, 404);
            }
        }
        assertThat(cells)
                .as("cells that begin as a formula does, and are texts")
                .isPositive();
        byte[] feed = Visitor.at(port, OpenTasks.MANAGER)
                .fetch("/communities/" + OpenTasks.COMMUNITY + "/told.atom")
                .body();
        assertThat(DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(new ByteArrayInputStream(feed))
                        .getElementsByTagName("xssq")
                        .getLength())
                .isZero();
        Tried.times(4L * kinds.size());
    }

    /** How many cells of a workbook begin as a formula does: all of them are texts, opened as a spreadsheet opens them. */
    private static long onlyTexts(String kind, byte[] file) throws Exception {
        long texts = 0;
        try (ReadableWorkbook book = new ReadableWorkbook(new ByteArrayInputStream(file))) {
            for (Sheet sheet : book.getSheets().toList()) {
                for (Row row : sheet.read()) {
                    for (int i = 0; i < row.getCellCount(); i++) {
                        Cell cell = row.getCell(i);
                        if (cell != null) {
                            assertThat(cell.getType()).as(kind + " " + cell).isNotIn(CellType.FORMULA, CellType.ERROR);
                            assertThat(cell.getFormula()).as(kind + " " + cell).isNull();
                            texts += String.valueOf(cell.getValue()).startsWith("=") ? 1 : 0;
                        }
                    }
                }
            }
        }
        return texts;
    }
}

package org.dottedline.web.components;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dottedline.page.Crumb;
import org.dottedline.page.DrawnForm;
import org.dottedline.page.DrawnForm.Choice;
import org.dottedline.page.DrawnForm.Field;
import org.dottedline.page.DrawnForm.Problem;
import org.dottedline.page.DrawnForm.Row;
import org.dottedline.page.DrawnForm.Way;
import org.dottedline.page.Due;
import org.dottedline.page.Fact;
import org.dottedline.page.Facts;
import org.dottedline.page.Moments;
import org.dottedline.page.Words;
import org.dottedline.time.ApplicationClock;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What the parts of the pages are filled with where they are shown for themselves; from the story, so that they look as they do there. */
@Component
class Samples {

    private static final List<Crumb> CRUMBS = List.of(
            new Crumb("G1", "Improve the quality of our products"),
            new Crumb("G1.O1", "Surface defects in the invoicing module before release"));

    private final Facts facts;
    private final Moments moments;
    private final Words words;
    private final ApplicationClock clock;

    Samples(Facts facts, Moments moments, Words words, ApplicationClock clock) {
        this.facts = facts;
        this.moments = moments;
        this.words = words;
        this.clock = clock;
    }

    public List<Crumb> crumbs() {
        return CRUMBS;
    }

    /** Overdue, today, soon, and far away. */
    public List<Due> dues() {
        return List.of(due(-2), due(0), due(3), due(300));
    }

    private Due due(int days) {
        return new Due(days, moments.day(clock.instant().plus(days, ChronoUnit.DAYS)));
    }

    public List<Fact> facts() {
        return facts.of(
                Map.of(
                        "need", "Members lose days on defects that others already know.",
                        "fit", "strong",
                        "cap", "25000.00",
                        "lob", "Billing Products",
                        "dueOn", "2027-05-31",
                        "kept", List.of("It works on a phone", "It is there in two languages"),
                        "acceptance",
                                List.of(
                                        row("point", "Members find it without help", "met", true),
                                        row("point", "It is there in two languages", "met", false))),
                name -> name);
    }

    /** Each kind of plot with its table. */
    public List<Fact> plots() {
        List<Map<String, Object>> months = new ArrayList<>();
        for (int month = 1; month <= 12; month++) {
            months.add(row(
                    "month",
                    "2026-%02d".formatted(month),
                    "before",
                    "13000.00",
                    "after",
                    month < 5 ? "4000.00" : "3750.00",
                    "floor",
                    "4000.00"));
        }
        return List.of(
                fact("months", months),
                fact(
                        "runRate",
                        months.stream()
                                .map(month ->
                                        row("month", month.get("month"), "surplus", "13000.00", "floor", "4000.00"))
                                .toList()),
                fact(
                        "waterfall",
                        List.of(
                                part("without", "13000.00"),
                                part("setAside", "-8750.00"),
                                part("running", "-250.00"),
                                part("with", "4000.00"))),
                fact(
                        "outcomes",
                        List.of(
                                measured(1, "40", "accepted"),
                                measured(2, "31", "disputed"),
                                measured(2, "33", "accepted"),
                                measured(3, "23", "recorded"))),
                fact(
                        "research",
                        List.of(
                                row(
                                        "group",
                                        "customers",
                                        "answered",
                                        126,
                                        "inFavour",
                                        97,
                                        "neutral",
                                        18,
                                        "against",
                                        11,
                                        "share",
                                        "77.0",
                                        "low",
                                        "69",
                                        "high",
                                        "83"),
                                row("group", "employees", "answered", 21, "inFavour", 13))));
    }

    private Fact fact(String name, Object rows) {
        return facts.of(name, rows, unit -> unit);
    }

    private static Map<String, Object> part(String part, String amount) {
        return row("part", part, "amount", amount, "floor", "4000.00");
    }

    private static Map<String, Object> measured(int review, String value, String state) {
        return row("review", review, "value", value, "target", "20", "baseline", "40", "state", state);
    }

    /** Every kind of field, as it is first and as it comes back. */
    public DrawnForm form(boolean refused) {
        String way = refused ? "back-" : "";
        List<Choice> choices = List.of(new Choice("a", text("strong"), false), new Choice("b", text("fair"), true));
        List<Field> fields = new ArrayList<>();
        for (String kind : List.of("text", "textarea", "date", "password", "checkbox")) {
            fields.add(Field.of(
                    way + kind, kind, kind(kind), words.text("components.help"), kind.equals("text") ? "40" : ""));
        }
        fields.add(new Field(
                way + "number",
                "number",
                kind("number"),
                null,
                null,
                true,
                "8750",
                List.of(),
                false,
                words.text("form.currency"),
                null,
                null,
                List.of()));
        for (String kind : List.of("radio", "select", "checklist")) {
            fields.add(Field.of(way + kind, kind, kind(kind), null, choices));
        }
        Field rows = Field.of(way + "rows", "rows", kind("rows"), null, "").optional(words.text("form.optional"));
        fields.add(rows.with(
                List.of(new Row(
                        way + "rows[0]", 1, List.of(Field.of(way + "rows[0].point", "text", kind("text"), null, "")))),
                List.of()));
        List<Problem> problems = refused
                ? fields.stream()
                        .map(field -> Problem.at(field.key(), words.text("components.wrong")))
                        .toList()
                : List.of();
        return new DrawnForm(
                fields.stream()
                        .map(field -> refused ? field.with(problems) : field)
                        .toList(),
                way + "decision",
                List.of(
                        new Way("approve", words.text("tasks.together.approve"), ""),
                        new Way("changes", words.text("tasks.together.send-back"), "second"),
                        new Way("decline", words.text("components.decline"), "warn")),
                problems);
    }

    private String kind(String kind) {
        return words.text("components.field." + kind);
    }

    private String text(String value) {
        return words.text("value.fit." + value);
    }

    /** A row of the tasklist for each side. */
    public List<Map<String, Object>> tasks() {
        return List.of(task("strategy", due(-2)), task("community", due(3)));
    }

    private Map<String, Object> task(String side, Due due) {
        Map<String, Object> task = new HashMap<>();
        task.put("id", "sample");
        task.put("side", side);
        task.put("name", words.text("trail.approval"));
        task.put("about", "Report and follow defects in the community");
        task.put("ref", "G1.O1.I1");
        task.put("process", words.text("kind.initiative"));
        task.put("holder", words.text("tasks.yours"));
        task.put("due", due);
        task.put("decidable", false);
        task.put("selected", false);
        return task;
    }

    /** Rows of the list of trails: a goal that runs, and a need that waits. */
    public List<Map<String, Object>> trails() {
        Map<String, Object> goal = trail("strategy", "goal", "running", null, null);
        return List.of(
                goal,
                trail("strategy", "goal", "closed", words.text("ended.partly"), null),
                trail("community", "need", "running", null, words.text("trails.unanswered", "3 November")));
    }

    private Map<String, Object> trail(
            String side, String kind, String state, @Nullable String result, @Nullable String unanswered) {
        Map<String, Object> row = new HashMap<>();
        row.put("side", side);
        row.put("kind", kind);
        row.put("ref", kind.equals("goal") ? "G1" : "N1");
        row.put("state", state);
        row.put(
                "title",
                kind.equals("goal")
                        ? "Improve the quality of our products"
                        : "Members cannot tell which version a fix is in");
        row.put("result", result);
        row.put("unanswered", unanswered);
        row.put("waits", words.text("trails.nothing-open"));
        return row;
    }

    /** Two shores and three lines between them: delivered, on its way, and one that nobody took. */
    public Map<String, Object> band() {
        Instant now = clock.instant();
        return Map.of(
                "ref", "G1.O1.I1",
                "spine", false,
                "strategy",
                        List.of(
                                node(
                                        0,
                                        "objective",
                                        "running",
                                        "Surface defects in the invoicing module before release",
                                        true),
                                node(1, "objective", "closed", "In answer", false)),
                "crossings",
                        List.of(
                                crossing("ObjectiveCommitted", true, "delivered", now),
                                crossing("InitiativeProposed", false, "waiting", now),
                                crossing("InitiativeDecided", true, "receiver-ended", now)),
                "community", node(0, "initiative", "declined", "Report and follow defects in the community", false));
    }

    private Map<String, Object> crossing(String message, boolean toCommunity, String result, Instant at) {
        Map<String, Object> crossing = new HashMap<>();
        crossing.put("name", words.text("message." + message));
        crossing.put("toCommunity", toCommunity);
        crossing.put("result", result);
        crossing.put("at", moments.day(at));
        crossing.put("measured", null);
        crossing.put("facts", result.equals("delivered") ? facts() : List.of());
        return crossing;
    }

    private Map<String, Object> node(int depth, String kind, String state, String title, boolean late) {
        Map<String, Object> node = new HashMap<>();
        node.put("depth", depth);
        node.put("eyebrow", words.text("kind." + kind));
        node.put("ref", "G1.O1");
        node.put("title", title);
        node.put("linked", true);
        node.put("unit", "Billing Products");
        node.put("state", state);
        node.put("result", null);
        node.put("facts", List.of());
        node.put("over", state.equals("closed"));
        node.put("here", state.equals("running"));
        node.put(
                "tasks",
                state.equals("running")
                        ? List.of(Map.of(
                                "name",
                                words.text("trail.approval"),
                                "who",
                                "Priya Nair",
                                "since",
                                words.text("trail.waits-since", 2),
                                "late",
                                late))
                        : List.of());
        return node;
    }

    /** Columns in the order in which they are named. */
    private static Map<String, Object> row(Object... namesAndValues) {
        Map<String, Object> row = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            row.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return row;
    }
}

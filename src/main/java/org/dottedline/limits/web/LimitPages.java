package org.dottedline.limits.web;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dottedline.api.Once;
import org.dottedline.audit.Entry;
import org.dottedline.engine.UserAction;
import org.dottedline.limits.Limit;
import org.dottedline.limits.Limits;
import org.dottedline.page.DrawnForm;
import org.dottedline.page.DrawnForm.Choice;
import org.dottedline.page.DrawnForm.Field;
import org.dottedline.page.DrawnForm.Problem;
import org.dottedline.page.Moment;
import org.dottedline.page.Moments;
import org.dottedline.page.Words;
import org.dottedline.people.Names;
import org.dottedline.people.People;
import org.dottedline.people.Person;
import org.dottedline.people.Role;
import org.dottedline.people.Unit;
import org.dottedline.people.UnitKind;
import org.dottedline.refusal.Forbidden;
import org.dottedline.refusal.InvalidFields;
import org.dottedline.refusal.NotFound;
import org.dottedline.time.ApplicationClock;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Limits and thresholds: what is in force, what is proposed, and how each came to be; proposing one, and confirming it. */
@Controller
class LimitPages {

    private static final List<String> COUNTS = List.of("research-minimum", "research-welcome-at");

    private final Limits limits;
    private final People people;
    private final Moments moments;
    private final Words words;
    private final ApplicationClock clock;
    private final UserAction userAction;
    private final Once once;

    LimitPages(
            Limits limits,
            People people,
            Moments moments,
            Words words,
            ApplicationClock clock,
            UserAction userAction,
            Once once) {
        this.limits = limits;
        this.people = people;
        this.moments = moments;
        this.words = words;
        this.clock = clock;
        this.userAction = userAction;
        this.once = once;
    }

    /**
     * A limit, or a floor or budget of a unit.
     *
     * @param what its key and unit as the form of a new one takes them
     * @param inForce its value today, in words
     * @param rows all that was ever proposed, the newest first
     */
    record Kept(
            String what,
            String title,
            String help,
            @Nullable String inForce,
            boolean proposes,
            List<Row> rows) {}

    /** One value from a day on: who proposed and who confirmed it, and whether whoever looks may confirm it now. */
    record Row(
            long id,
            String value,
            String from,
            String state,
            String proposedBy,
            @Nullable Moment proposedAt,
            @Nullable String confirmedBy,
            @Nullable Moment confirmedAt,
            boolean confirmable) {}

    @GetMapping("/limits")
    String list(Person person, Model model) {
        List<Kept> kept = userAction.run(() -> {
            Map<String, List<Limit>> rows = new LinkedHashMap<>();
            whats().forEach(what -> rows.put(what, new ArrayList<>()));
            limits.all(person)
                    .forEach(row -> rows.computeIfAbsent(what(row), new_ -> new ArrayList<>())
                            .add(row));
            Names names = people.names();
            return rows.entrySet().stream()
                    .map(entry -> kept(person, entry.getKey(), entry.getValue(), names))
                    .toList();
        });
        model.addAttribute("kept", kept);
        model.addAttribute("proposes", mayPropose(person));
        return "limits/list";
    }

    private Kept kept(Person person, String what, List<Limit> rows, Names names) {
        String key = key(what);
        return new Kept(
                what,
                title(what, names),
                words.text("limit." + key + ".help"),
                rows.stream()
                        .filter(row -> limits.state(row).equals("in-force"))
                        .findFirst()
                        .map(row -> said(key, row.value()))
                        .orElse(null),
                person.holds(Limits.proposerOf(key)),
                rows.stream()
                        .sorted(Comparator.comparing(Limit::from)
                                .thenComparing(Limit::id)
                                .reversed())
                        .map(row -> new Row(
                                row.id(),
                                said(key, row.value()),
                                moments.date(row.from()),
                                limits.state(row),
                                name(row.proposedBy()),
                                moment(row.proposedBy(), row.proposedAt()),
                                row.confirmedBy() == null ? null : name(row.confirmedBy()),
                                row.confirmedBy() == null ? null : moment(row.confirmedBy(), row.confirmedAt()),
                                !row.confirmed()
                                        && person.holds(Role.BOARD)
                                        && !row.proposedBy().equals(person.login())))
                        .toList());
    }

    private String name(String login) {
        return people.find(login).map(Person::name).orElseGet(() -> words.text("limits.founded"));
    }

    /** When a person did it; what was there from the start has no such moment. */
    private @Nullable Moment moment(String by, @Nullable Instant at) {
        return at == null || by.equals(Entry.SYSTEM) ? null : moments.minute(at);
    }

    private String said(String key, BigDecimal value) {
        return COUNTS.contains(key)
                ? words.text(
                        "limit." + key + ".value", value.stripTrailingZeros().toPlainString())
                : words.money(value);
    }

    private String title(String what, Names names) {
        String unit = unit(what);
        return unit == null ? words.text("limit." + what) : words.text("limit." + key(what) + ".of", names.unit(unit));
    }

    /** Every limit that there can be. */
    private List<String> whats() {
        List<String> whats = new ArrayList<>();
        for (String key : Limits.KEYS) {
            UnitKind kind =
                    Limits.FLOOR.equals(key) ? UnitKind.COMMUNITY : Limits.BUDGET.equals(key) ? UnitKind.LOB : null;
            if (kind == null) {
                whats.add(key);
            } else {
                people.units(kind).stream().map(Unit::id).forEach(unit -> whats.add(key + ":" + unit));
            }
        }
        return whats;
    }

    private static String what(Limit row) {
        return row.unit() == null ? row.key() : row.key() + ":" + row.unit();
    }

    private static String key(String what) {
        return what.contains(":") ? what.substring(0, what.indexOf(':')) : what;
    }

    private static @Nullable String unit(String what) {
        return what.contains(":") ? what.substring(what.indexOf(':') + 1) : null;
    }

    private static boolean mayPropose(Person person) {
        return person.holds(Role.PMO) || person.holds(Role.FINANCE);
    }

    @GetMapping("/limits/new")
    ModelAndView blank(Person person, @RequestParam(defaultValue = "") String what) {
        requireProposer(person);
        return page(person, what, "", clock.today().toString(), Once.newKey(), List.of(), HttpStatus.OK);
    }

    @PostMapping("/limits/new")
    ModelAndView propose(
            Person person,
            @RequestParam(defaultValue = "") String what,
            @RequestParam(defaultValue = "") String value,
            @RequestParam(defaultValue = "") String from,
            @RequestParam(name = Once.FIELD, defaultValue = "") String key,
            RedirectAttributes onward) {
        requireProposer(person);
        try {
            once.opened(
                    person.login(),
                    key,
                    Map.of("limit", what, "value", value, "from", from),
                    () -> "/limits#"
                            + limits.propose(
                                    person, key(what), unit(what), value.strip().replace(",", ""), from));
            onward.addFlashAttribute("flash", List.of(words.text("limits.proposed")));
            return new ModelAndView("redirect:/limits");
        } catch (InvalidFields invalid) {
            List<Problem> problems = invalid.errors().stream()
                    .map(error -> Problem.at(
                            error.field().equals("key") || error.field().equals("unit") ? "what" : error.field(),
                            what.isBlank()
                                            && !error.field().equals("value")
                                            && !error.field().equals("from")
                                    ? words.text("limits.what.missing")
                                    : error.message()))
                    .toList();
            return page(person, what, value, from, key, problems, HttpStatus.UNPROCESSABLE_CONTENT);
        }
    }

    private void requireProposer(Person person) {
        if (!mayPropose(person)) {
            throw new Forbidden(words.text("limits.not-yours"));
        }
    }

    private ModelAndView page(
            Person person,
            String what,
            String value,
            String from,
            String key,
            List<Problem> problems,
            HttpStatus status) {
        Names names = people.names();
        List<Choice> choices = whats().stream()
                .filter(one -> person.holds(Limits.proposerOf(key(one))))
                .map(one -> new Choice(one, title(one, names), one.equals(what)))
                .toList();
        DrawnForm form = new DrawnForm(
                List.of(
                        Field.of("what", "select", words.text("limits.what"), null, choices)
                                .with(problems),
                        Field.of("value", "text", words.text("limits.value"), words.text("limits.value.help"), value)
                                .with(problems),
                        Field.of("from", "date", words.text("limits.from"), words.text("limits.from.help"), from)
                                .with(problems)),
                problems);
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("form", form);
        model.put("once", key);
        model.put("now", inForce(what));
        return new ModelAndView("limits/propose", model, status);
    }

    /** What the limit that is being changed is today. */
    private @Nullable String inForce(String what) {
        if (!Limits.KEYS.contains(key(what))) {
            return null;
        }
        Optional<Limit> now = userAction.run(() -> limits.inForce(key(what), unit(what)));
        return now.map(row -> said(key(what), row.value())).orElse(null);
    }

    @PostMapping("/limits/{id}/confirm")
    String confirm(Person person, @PathVariable String id, RedirectAttributes onward) {
        if (!id.matches("[0-9]{1,18}")) {
            throw new NotFound("There is no such limit.");
        }
        userAction.run(() -> limits.confirm(person, Long.parseLong(id)));
        onward.addFlashAttribute("flash", List.of(words.text("limits.confirmed")));
        return "redirect:/limits";
    }
}

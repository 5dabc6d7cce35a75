package org.dottedline.people.web;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.dottedline.api.Once;
import org.dottedline.engine.UserAction;
import org.dottedline.page.DrawnForm;
import org.dottedline.page.DrawnForm.Choice;
import org.dottedline.page.DrawnForm.Field;
import org.dottedline.page.DrawnForm.Problem;
import org.dottedline.page.Moment;
import org.dottedline.page.Moments;
import org.dottedline.page.Words;
import org.dottedline.people.Deputies;
import org.dottedline.people.DeputyPlace;
import org.dottedline.people.Deputyship;
import org.dottedline.people.People;
import org.dottedline.people.Person;
import org.dottedline.people.Role;
import org.dottedline.people.Side;
import org.dottedline.refusal.Forbidden;
import org.dottedline.refusal.InvalidFields;
import org.dottedline.refusal.NotFound;
import org.dottedline.refusal.RuleRefused;
import org.dottedline.time.ApplicationClock;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Deputies: one's own for everybody, those of all for the PMO and administrators. */
@Controller
class DeputyPages {

    private static final int PER_PAGE = 50;

    private final Deputies deputies;
    private final People people;
    private final Moments moments;
    private final Words words;
    private final ApplicationClock clock;
    private final UserAction userAction;
    private final Once once;

    DeputyPages(
            Deputies deputies,
            People people,
            Moments moments,
            Words words,
            ApplicationClock clock,
            UserAction userAction,
            Once once) {
        this.deputies = deputies;
        this.people = people;
        this.moments = moments;
        this.words = words;
        this.clock = clock;
        this.userAction = userAction;
        this.once = once;
    }

    /** One deputy of one person, and what whoever looks may do about it. */
    record Row(
            long id,
            String sentence,
            String state,
            String person,
            String deputy,
            String from,
            String until,
            String namedBy,
            Moment namedAt,
            @Nullable String agreedBy,
            @Nullable String endedBy,
            boolean agrees,
            boolean ends) {}

    record Shown(
            boolean overlooks,
            boolean nobody,
            List<Row> rows,
            @Nullable String next) {}

    /** What was typed. */
    record Typed(String person, String deputy, String from, String until, String once) {}

    @GetMapping("/deputies")
    ModelAndView list(Person person, @RequestParam(defaultValue = "") String before) {
        return page(person, blank(), before, List.of(), HttpStatus.OK);
    }

    private Typed blank() {
        return new Typed("", "", clock.today().toString(), "", Once.newKey());
    }

    @PostMapping("/deputies")
    ModelAndView name(
            Person person,
            @RequestParam(name = "person", defaultValue = "") String away,
            @RequestParam(defaultValue = "") String deputy,
            @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "") String until,
            @RequestParam(name = Once.FIELD, defaultValue = "") String key,
            RedirectAttributes onward) {
        try {
            once.opened(
                    person.login(),
                    key,
                    Map.of("person", away, "deputy", deputy, "from", from, "until", until),
                    () -> "/deputies#deputy-" + deputies.name(person, away, deputy, from, until));
        } catch (InvalidFields invalid) {
            return refused(
                    person,
                    new Typed(away, deputy, from, until, key),
                    invalid.errors().stream()
                            .map(error -> Problem.at(error.field(), error.message()))
                            .toList());
        } catch (RuleRefused rule) {
            return refused(
                    person,
                    new Typed(away, deputy, from, until, key),
                    List.of(Problem.at(
                            rule.errors().isEmpty()
                                    ? "deputy"
                                    : rule.errors().get(0).field(),
                            rule.sentence())));
        }
        onward.addFlashAttribute(
                "flash",
                List.of(words.text(
                        away.isBlank() || away.equals(person.login()) ? "deputies.named" : "deputies.proposed")));
        return new ModelAndView("redirect:/deputies");
    }

    private ModelAndView refused(Person person, Typed typed, List<Problem> problems) {
        return page(person, typed, "", problems, HttpStatus.UNPROCESSABLE_CONTENT);
    }

    @PostMapping("/deputies/{id}/agree")
    String agree(Person person, @PathVariable String id, RedirectAttributes onward) {
        userAction.run(() -> deputies.agree(person, number(id)));
        onward.addFlashAttribute("flash", List.of(words.text("deputies.agreed")));
        return "redirect:/deputies";
    }

    @PostMapping("/deputies/{id}/end")
    String end(Person person, @PathVariable String id, RedirectAttributes onward) {
        userAction.run(() -> deputies.end(person, number(id)));
        onward.addFlashAttribute("flash", List.of(words.text("deputies.ended")));
        return "redirect:/deputies";
    }

    static long number(String id) {
        if (!id.matches("[0-9]{1,18}")) {
            throw new NotFound("There is no such deputy.");
        }
        return Long.parseLong(id);
    }

    private ModelAndView page(Person person, Typed typed, String before, List<Problem> problems, HttpStatus status) {
        boolean overlooks = Deputies.overlooks(person);
        if (!overlooks && person.side() == Side.NONE) {
            throw new Forbidden(words.text("deputies.not-yours"));
        }
        DeputyPlace place = before.isEmpty()
                ? null
                : DeputyPlace.read(before)
                        .orElseThrow(() ->
                                new InvalidFields("before", "This is not a place in the list; start without it."));
        List<Deputyship> found = deputies.seenBy(person, place, PER_PAGE + 1);
        List<Deputyship> shown = found.subList(0, Math.min(PER_PAGE, found.size()));
        Map<String, String> known = new HashMap<>();
        List<Field> fields = fields(person, typed);
        Map<String, Object> model = new LinkedHashMap<>();
        model.put(
                "deputies",
                new Shown(
                        overlooks,
                        fields.stream()
                                .anyMatch(field -> field.key().equals("deputy")
                                        && field.choices().isEmpty()),
                        shown.stream().map(row -> row(person, row, known)).toList(),
                        found.size() > PER_PAGE
                                ? "/deputies?before=" + DeputyPlace.behind(shown.get(PER_PAGE - 1), clock.today())
                                : null));
        model.put(
                "form",
                new DrawnForm(fields.stream().map(field -> field.with(problems)).toList(), problems));
        model.put("once", typed.once());
        return new ModelAndView("people/deputies", model, status);
    }

    private List<Field> fields(Person person, Typed typed) {
        List<Field> fields = new ArrayList<>();
        boolean administers = person.holds(Role.ADMINISTRATOR);
        if (administers) {
            fields.add(Field.of(
                    "person", "select", words.text("deputies.person"), null, choices(sided(), typed.person())));
        }
        fields.add(Field.of(
                "deputy",
                "select",
                words.text("deputies.deputy"),
                words.text("deputies.deputy.help"),
                choices(administers ? sided() : deputies.candidates(person.login()), typed.deputy())));
        fields.add(Field.of("from", "date", words.text("deputies.from"), null, typed.from()));
        fields.add(Field.of(
                "until", "date", words.text("deputies.until"), words.text("deputies.until.help"), typed.until()));
        return fields;
    }

    private List<Person> sided() {
        return people.all().stream()
                .filter(person -> person.side() != Side.NONE)
                .toList();
    }

    private List<Choice> choices(List<Person> persons, String chosen) {
        List<Choice> choices = new ArrayList<>();
        persons.forEach(one -> choices.add(new Choice(
                one.login(),
                one.name() + " · " + people.inWords(one),
                one.login().equals(chosen))));
        return choices;
    }

    private Row row(Person person, Deputyship row, Map<String, String> known) {
        String state = row.state(clock.today());
        String away = name(row.person(), known);
        String deputy = name(row.deputy(), known);
        return new Row(
                row.id(),
                person.login().equals(row.person())
                        ? words.text("deputies.of-you", deputy)
                        : person.login().equals(row.deputy())
                                ? words.text("deputies.by-you", away)
                                : words.text("deputies.of", deputy, away),
                state,
                away,
                deputy,
                moments.date(row.from()),
                moments.date(row.until()),
                name(row.namedBy(), known),
                moments.minute(row.namedAt()),
                row.agreedBy() == null ? null : name(row.agreedBy(), known),
                row.endedBy() == null ? null : name(Objects.requireNonNull(row.endedBy()), known),
                state.equals("waiting")
                        && person.holds(Role.PMO)
                        && !person.login().equals(row.person())
                        && !person.login().equals(row.deputy()),
                !state.equals("over"));
    }

    private String name(String login, Map<String, String> known) {
        return known.computeIfAbsent(
                login, one -> people.find(one).map(Person::name).orElse(one));
    }
}

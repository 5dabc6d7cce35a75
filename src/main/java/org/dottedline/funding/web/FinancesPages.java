package org.dottedline.funding.web;

import jakarta.servlet.http.HttpServletRequest;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.dottedline.api.Listing;
import org.dottedline.engine.UserAction;
import org.dottedline.funding.CommunityMoney;
import org.dottedline.funding.Finances;
import org.dottedline.funding.Funding;
import org.dottedline.limits.Limits;
import org.dottedline.page.DrawnForm;
import org.dottedline.page.Facts;
import org.dottedline.page.Moments;
import org.dottedline.page.ReadsFields;
import org.dottedline.page.Words;
import org.dottedline.people.People;
import org.dottedline.people.Person;
import org.dottedline.people.Role;
import org.dottedline.people.UnitKind;
import org.dottedline.refusal.Forbidden;
import org.dottedline.refusal.InvalidFields;
import org.dottedline.refusal.NotFound;
import org.dottedline.refusal.RuleRefused;
import org.dottedline.tasklist.form.Choice;
import org.dottedline.tasklist.form.Field;
import org.dottedline.tasklist.form.Form;
import org.dottedline.tasklist.form.FormReader;
import org.dottedline.tasklist.form.PageForms;
import org.dottedline.tasklist.form.Values;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The finances of a community: read by who may, and kept by the controller line by line. */
@Controller
class FinancesPages {

    private static final BigDecimal MOST = new BigDecimal("999999999.99");
    private static final int PER_PAGE = 20;

    private final CommunityMoney money;
    private final Funding funding;
    private final Limits limits;
    private final LedgerLines ledger;
    private final People people;
    private final PageForms pageForms;
    private final Facts facts;
    private final Moments moments;
    private final Words words;
    private final UserAction userAction;

    FinancesPages(
            CommunityMoney money,
            Funding funding,
            Limits limits,
            LedgerLines ledger,
            People people,
            PageForms pageForms,
            Facts facts,
            Moments moments,
            Words words,
            UserAction userAction) {
        this.money = money;
        this.funding = funding;
        this.limits = limits;
        this.ledger = ledger;
        this.people = people;
        this.pageForms = pageForms;
        this.facts = facts;
        this.moments = moments;
        this.words = words;
        this.userAction = userAction;
    }

    @GetMapping("/communities/{id}/finances")
    ModelAndView finances(
            Person person,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String before,
            @RequestParam(required = false) @Nullable String changed) {
        return userAction.run(() -> {
            Map<String, Object> shown = money.shown(person, id);
            Map<String, Object> model = new LinkedHashMap<>();
            model.put("id", id);
            model.put("name", name(id));
            model.put("facts", facts.of(Map.of("runRate", months(shown)), UnaryOperator.identity()));
            model.put("floor", words.money(limits.value(Limits.FLOOR, id)));
            model.put("income", lines(shown, "income"));
            model.put("costs", lines(shown, "costs"));
            model.put("ledger", ledger.of(person, id, Listing.place("before", before)));
            var changes = money.changes(person, id, Listing.place("changed", changed), PER_PAGE + 1);
            var page = changes.subList(0, Math.min(PER_PAGE, changes.size()));
            model.put(
                    "changes",
                    page.stream()
                            .map(entry -> new Changed(
                                    people.find(entry.actor()).map(Person::name).orElse(entry.actor()),
                                    moments.minute(entry.at()),
                                    FinancesDifference.between(entry.before(), entry.after(), words)))
                            .toList());
            model.put(
                    "earlier",
                    changes.size() > PER_PAGE ? page.get(PER_PAGE - 1).seq() : 0L);
            model.put("keeps", person.holds(Role.FINANCE));
            return new ModelAndView("funding/finances", model);
        });
    }

    /** One change: by whom, when, and what is different since. */
    record Changed(String by, org.dottedline.page.Moment at, List<String> sentences) {}

    /** A line of income or cost in words. */
    record Line(String id, String name, String kind, String monthly, String restriction, String available) {}

    private String name(String community) {
        return people.unit(community)
                .filter(unit -> unit.kind() == UnitKind.COMMUNITY)
                .orElseThrow(() -> new NotFound("There is no such community whose finances you can see."))
                .name();
    }

    private static List<Map<String, Object>> months(Map<String, Object> shown) {
        List<Map<String, Object>> months = new ArrayList<>();
        for (Object month : (List<?>) shown.get("runRate")) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("month", ((Map<?, ?>) month).get("month"));
            row.put("surplus", ((Map<?, ?>) month).get("amount"));
            row.put("floor", shown.get("floor"));
            months.add(row);
        }
        return months;
    }

    private List<Line> lines(Map<String, Object> shown, String key) {
        List<Line> lines = new ArrayList<>();
        for (Object line : (List<?>) shown.get(key)) {
            Map<?, ?> row = (Map<?, ?>) line;
            lines.add(new Line(
                    String.valueOf(row.get("id")),
                    String.valueOf(row.get("name")),
                    row.get("kind") == null ? "" : words.text("finances.kind." + row.get("kind")),
                    words.money(new BigDecimal(String.valueOf(row.get("monthly")))),
                    row.get("restriction") == null ? "" : restriction(String.valueOf(row.get("restriction"))),
                    row.get("available") == null
                            ? ""
                            : words.money(new BigDecimal(String.valueOf(row.get("available"))))));
        }
        return lines;
    }

    private String restriction(String restriction) {
        return words.find("value.restriction." + restriction)
                .orElseGet(() -> words.text("finances.restriction.only", restriction));
    }

    // One line of income or cost

    @GetMapping("/communities/{id}/finances/{list}/{line}")
    ModelAndView line(Person person, @PathVariable String id, @PathVariable String list, @PathVariable String line) {
        requireController(person);
        return userAction.run(() -> {
            Finances now = finances(person, id);
            return page(id, list, line, pageForms.opened(form(list, now), known(now, list, line)), HttpStatus.OK);
        });
    }

    @ReadsFields
    @PostMapping("/communities/{id}/finances/{list}/{line}")
    ModelAndView save(
            Person person,
            @PathVariable String id,
            @PathVariable String list,
            @PathVariable String line,
            HttpServletRequest request,
            RedirectAttributes onward) {
        requireController(person);
        Map<String, List<String>> typed = new LinkedHashMap<>();
        request.getParameterMap().forEach((name, values) -> {
            if (!name.equals("_csrf") && !name.equals("remove")) {
                typed.put(name, Arrays.asList(values));
            }
        });
        Form form = userAction.run(() -> form(list, finances(person, id)));
        try {
            String said = userAction.run(() -> request.getParameter("remove") == null
                    ? saved(person, id, list, line, FormReader.read(form, pageForms.read(form, typed)))
                    : removed(person, id, list, line));
            onward.addFlashAttribute("flash", List.of(said));
            return new ModelAndView("redirect:/communities/" + id + "/finances");
        } catch (InvalidFields | RuleRefused refusal) {
            return page(id, list, line, pageForms.refused(form, typed, refusal), HttpStatus.UNPROCESSABLE_CONTENT);
        }
    }

    private String saved(Person person, String id, String list, String line, Values values) {
        Long number = number(line);
        String name = values.needText("name").strip();
        BigDecimal monthly = values.needDecimal("monthly").setScale(2);
        if (list.equals("income")) {
            money.save(
                    person,
                    id,
                    new Finances.Income(
                            number, name, values.needText("kind"), monthly, values.needText("restriction")));
        } else {
            money.save(person, id, new Finances.Cost(number, name, monthly));
        }
        return words.text("finances.saved", name);
    }

    private String removed(Person person, String id, String list, String line) {
        long number = Objects.requireNonNullElse(number(line), -1L);
        if (list.equals("income")) {
            money.removeIncome(person, id, number);
        } else {
            money.removeCost(person, id, number);
        }
        return words.text("finances.removed");
    }

    private ModelAndView page(String id, String list, String line, DrawnForm form, HttpStatus status) {
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("id", id);
        model.put("name", name(id));
        model.put("list", list);
        model.put("line", line);
        model.put("form", form);
        return new ModelAndView("funding/line", model, status);
    }

    private void requireController(Person person) {
        if (!person.holds(Role.FINANCE)) {
            throw new Forbidden(words.text("finances.not-yours"));
        }
    }

    /** The finances, where this person may see them and there is such a community. */
    private Finances finances(Person person, String id) {
        money.shown(person, id);
        return funding.finances(id);
    }

    private static Map<String, Object> known(Finances now, String list, String line) {
        Long number = number(line);
        Map<String, Object> known = new LinkedHashMap<>();
        if (number == null) {
            return known;
        }
        if (list.equals("income")) {
            Finances.Income income = now.income().stream()
                    .filter(one -> number.equals(one.id()))
                    .findFirst()
                    .orElseThrow(FinancesPages::noLine);
            known.put("name", income.name());
            known.put("kind", income.kind());
            known.put("monthly", income.monthly());
            known.put("restriction", income.restriction());
        } else {
            Finances.Cost cost = now.costs().stream()
                    .filter(one -> number.equals(one.id()))
                    .findFirst()
                    .orElseThrow(FinancesPages::noLine);
            known.put("name", cost.name());
            known.put("monthly", cost.monthly());
        }
        return known;
    }

    /** The number of a line; absent for a new one. */
    private static @Nullable Long number(String line) {
        if (line.equals("new")) {
            return null;
        }
        if (!line.matches("[0-9]{1,18}")) {
            throw noLine();
        }
        return Long.valueOf(line);
    }

    private static NotFound noLine() {
        return new NotFound("There is no such line any more.");
    }

    private Form form(String list, Finances now) {
        Field name = field("textfield", "name", 120, List.of());
        Field monthly = field("number", "monthly", 0, List.of());
        return switch (list) {
            case "income" ->
                new Form(
                        list,
                        List.of(
                                name,
                                field("radio", "kind", 0, kinds()),
                                monthly,
                                field("select", "restriction", 0, restrictions(now))),
                        Map.of(),
                        "");
            case "costs" -> new Form(list, List.of(name, monthly), Map.of(), "");
            default -> throw new NotFound("There is no such page.");
        };
    }

    private List<Choice> kinds() {
        return Stream.of("sponsor", "membership", "event", "other")
                .map(kind -> new Choice(kind, words.text("finances.kind." + kind)))
                .toList();
    }

    /** Any purpose, none, or one of the uses that there are costs or income of. */
    private List<Choice> restrictions(Finances now) {
        Stream<String> uses = Stream.concat(
                now.costs().stream().map(Finances.Cost::use),
                now.income().stream().map(Finances.Income::restriction));
        return Stream.concat(Stream.of("any", "none"), uses)
                .filter(use -> !use.isEmpty())
                .distinct()
                .map(use -> new Choice(use, restriction(use)))
                .toList();
    }

    private Field field(String type, String key, int maxLength, List<Choice> choices) {
        return new Field(
                type,
                key,
                words.text("finances." + key),
                words.find("finances." + key + ".help").orElse(null),
                true,
                null,
                choices,
                null,
                maxLength,
                type.equals("number") ? 2 : 0,
                type.equals("number") ? BigDecimal.ZERO : null,
                type.equals("number") ? MOST : null,
                null,
                List.of());
    }
}

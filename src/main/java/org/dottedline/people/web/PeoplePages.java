package org.dottedline.people.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dottedline.page.DrawnForm;
import org.dottedline.page.DrawnForm.Choice;
import org.dottedline.page.DrawnForm.Field;
import org.dottedline.page.DrawnForm.Problem;
import org.dottedline.page.Words;
import org.dottedline.people.Account;
import org.dottedline.people.Grant;
import org.dottedline.people.Names;
import org.dottedline.people.People;
import org.dottedline.people.Person;
import org.dottedline.people.PersonChange;
import org.dottedline.people.Role;
import org.dottedline.people.Unit;
import org.dottedline.refusal.FieldError;
import org.dottedline.refusal.Forbidden;
import org.dottedline.refusal.InvalidFields;
import org.dottedline.refusal.Refusal;
import org.dottedline.refusal.RuleRefused;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** People and units for administrators. What the rules refuse is said at the field; what was typed stays. */
@Controller
class PeoplePages {

    private final People people;
    private final Words words;

    /** Where there is one, what the sign-in provider names wins over what is given here. */
    private final boolean rolesFromProvider;

    PeoplePages(
            People people,
            Words words,
            @Value("${dottedline.oidc.issuer:}") String provider,
            @Value("${dottedline.oidc.roles.claim:}") String rolesClaim) {
        this.people = people;
        this.words = words;
        this.rolesFromProvider = !provider.isBlank() && !rolesClaim.isBlank();
    }

    record PersonLine(String login, String name, String side, String roles, boolean enabled) {}

    record UnitLine(String id, String name, String kind, String groups) {}

    record Listed(List<PersonLine> people, List<UnitLine> units) {}

    /** What was typed about a person. */
    record Typed(String login, String name, List<String> roles, String password, boolean enabled) {
        PersonChange change() {
            return new PersonChange(name, roles, password.isEmpty() ? null : password, enabled);
        }
    }

    @GetMapping("/people")
    String list(Person person, Model model) {
        List<Account> accounts = people.accounts(person, "", Integer.MAX_VALUE);
        model.addAttribute(
                "people",
                new Listed(
                        accounts.stream().map(this::line).toList(),
                        people.units().stream()
                                .map(unit -> new UnitLine(
                                        unit.id(), unit.name(), unit.kind().word(), String.join(", ", unit.groups())))
                                .toList()));
        return "people/list";
    }

    private PersonLine line(Account account) {
        Person person = account.person();
        return new PersonLine(
                person.login(), person.name(), person.side().word(), people.inWords(person), account.enabled());
    }

    @GetMapping("/people/new")
    ModelAndView blank(Person person) {
        people.accounts(person, "", 1);
        return page(new Typed("", "", List.of(), "", true), true, List.of(), HttpStatus.OK);
    }

    @GetMapping("/people/{login}")
    ModelAndView edit(Person person, @PathVariable String login) {
        Account account = people.account(person, login);
        return page(
                new Typed(
                        login,
                        account.person().name(),
                        List.copyOf(account.person().groups()),
                        "",
                        account.enabled()),
                false,
                List.of(),
                HttpStatus.OK);
    }

    @PostMapping("/people/new")
    ModelAndView add(
            Person person,
            @RequestParam(defaultValue = "") String login,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") List<String> roles,
            @RequestParam(defaultValue = "") String password,
            @RequestParam(defaultValue = "true") boolean enabled,
            RedirectAttributes onward) {
        people.accounts(person, "", 1);
        Typed typed = new Typed(login.strip(), name, roles, password, enabled);
        if (people.account(typed.login()).isPresent()) {
            return page(
                    typed,
                    true,
                    List.of(Problem.at("login", words.text("person.taken"))),
                    HttpStatus.UNPROCESSABLE_CONTENT);
        }
        return save(person, typed, true, onward);
    }

    @PostMapping("/people/{login}")
    ModelAndView change(
            Person person,
            @PathVariable String login,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") List<String> roles,
            @RequestParam(defaultValue = "") String password,
            @RequestParam(defaultValue = "true") boolean enabled,
            RedirectAttributes onward) {
        people.account(person, login);
        return save(person, new Typed(login, name, roles, password, enabled), false, onward);
    }

    private ModelAndView save(Person person, Typed typed, boolean added, RedirectAttributes onward) {
        try {
            people.save(person, typed.login(), typed.change());
        } catch (InvalidFields | RuleRefused | Forbidden refusal) {
            return page(typed, added, problems(refusal), status(refusal));
        }
        onward.addFlashAttribute("flash", List.of(words.text("person.saved", typed.name())));
        return new ModelAndView("redirect:/people");
    }

    private ModelAndView page(Typed typed, boolean added, List<Problem> problems, HttpStatus status) {
        List<Field> fields = new ArrayList<>();
        if (added) {
            fields.add(Field.of(
                    "login", "text", words.text("person.login"), words.text("person.login.help"), typed.login()));
        }
        fields.add(Field.of("name", "text", words.text("person.name"), null, typed.name()));
        fields.add(Field.of(
                "roles",
                "checklist",
                words.text("person.roles"),
                words.text(rolesFromProvider ? "person.roles.help.provider" : "person.roles.help"),
                roles(typed.roles())));
        fields.add(
                Field.of("password", "password", words.text("person.password"), words.text("person.password.help"), "")
                        .optional(words.text("form.optional")));
        fields.add(Field.of(
                "enabled",
                "radio",
                words.text("person.enabled"),
                words.text("person.enabled.help"),
                List.of(
                        new Choice("true", words.text("person.enabled.yes"), typed.enabled()),
                        new Choice("false", words.text("person.enabled.no"), !typed.enabled()))));
        return edit(
                "people/person",
                added ? words.text("people.add") : typed.name().isBlank() ? typed.login() : typed.name(),
                added ? "/people/new" : "/people/" + typed.login(),
                fields,
                problems,
                status);
    }

    /** Every role there is, for each of its units. */
    private List<Choice> roles(List<String> held) {
        Names names = people.names();
        List<Choice> choices = new ArrayList<>();
        for (Role role : Role.values()) {
            if (role.unitKind() == null) {
                choices.add(choice(new Grant(role, null), names, held));
            } else {
                for (Unit unit : people.units(role.unitKind())) {
                    choices.add(choice(new Grant(role, unit.id()), names, held));
                }
            }
        }
        return choices;
    }

    private static Choice choice(Grant grant, Names names, List<String> held) {
        return new Choice(grant.group(), names.group(grant.group()), held.contains(grant.group()));
    }

    @GetMapping("/units/new")
    ModelAndView blankUnit(Person person) {
        people.accounts(person, "", 1);
        return unitPage("", "", "", "", true, List.of(), HttpStatus.OK);
    }

    @GetMapping("/units/{id}")
    ModelAndView editUnit(Person person, @PathVariable String id) {
        Unit unit = people.unit(person, id);
        return unitPage(
                id, unit.kind().word(), unit.name(), String.join("\n", unit.groups()), false, List.of(), HttpStatus.OK);
    }

    @PostMapping("/units/new")
    ModelAndView addUnit(
            Person person,
            @RequestParam(defaultValue = "") String id,
            @RequestParam(defaultValue = "") String kind,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String groups,
            RedirectAttributes onward) {
        people.accounts(person, "", 1);
        if (people.unit(id.strip()).isPresent()) {
            return unitPage(
                    id,
                    kind,
                    name,
                    groups,
                    true,
                    List.of(Problem.at("id", words.text("unit.taken"))),
                    HttpStatus.UNPROCESSABLE_CONTENT);
        }
        return saveUnit(person, id.strip(), kind, name, groups, true, onward);
    }

    @PostMapping("/units/{id}")
    ModelAndView changeUnit(
            Person person,
            @PathVariable String id,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String groups,
            RedirectAttributes onward) {
        String kind = people.unit(person, id).kind().word();
        return saveUnit(person, id, kind, name, groups, false, onward);
    }

    private ModelAndView saveUnit(
            Person person,
            String id,
            String kind,
            String name,
            String groups,
            boolean added,
            RedirectAttributes onward) {
        List<String> lines = groups.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
        try {
            people.saveUnit(person, id, kind, name, lines);
        } catch (InvalidFields | RuleRefused refusal) {
            return unitPage(id, kind, name, groups, added, problems(refusal), status(refusal));
        }
        onward.addFlashAttribute("flash", List.of(words.text("unit.saved", name)));
        return new ModelAndView("redirect:/people");
    }

    private ModelAndView unitPage(
            String id,
            String kind,
            String name,
            String groups,
            boolean added,
            List<Problem> problems,
            HttpStatus status) {
        List<Field> fields = new ArrayList<>();
        if (added) {
            fields.add(Field.of("id", "text", words.text("unit.id"), words.text("unit.id.help"), id));
            fields.add(Field.of(
                    "kind",
                    "radio",
                    words.text("unit.kind"),
                    null,
                    List.of(
                            new Choice("lob", words.text("unit.lob"), kind.equals("lob")),
                            new Choice("community", words.text("unit.community"), kind.equals("community")))));
        }
        fields.add(Field.of("name", "text", words.text("unit.name"), null, name));
        if (added || kind.equals("community")) {
            fields.add(Field.of("groups", "textarea", words.text("unit.groups"), words.text("unit.groups.help"), groups)
                    .optional(words.text("unit.groups.note")));
        }
        return edit(
                "people/unit",
                added ? words.text("units.add") : name,
                added ? "/units/new" : "/units/" + id,
                fields,
                problems,
                status);
    }

    private static ModelAndView edit(
            String view, String title, String action, List<Field> fields, List<Problem> problems, HttpStatus status) {
        DrawnForm form =
                new DrawnForm(fields.stream().map(field -> field.with(problems)).toList(), problems);
        return new ModelAndView(view, Map.of("heading", title, "action", action, "form", form), status);
    }

    private static List<Problem> problems(Refusal refusal) {
        List<FieldError> errors = refusal instanceof InvalidFields invalid
                ? invalid.errors()
                : refusal instanceof RuleRefused rule ? rule.errors() : List.of();
        return errors.isEmpty()
                ? List.of(new Problem(null, refusal.sentence()))
                : errors.stream()
                        .map(error -> Problem.at(error.field(), error.message()))
                        .toList();
    }

    private static HttpStatus status(Refusal refusal) {
        return refusal instanceof Forbidden ? HttpStatus.FORBIDDEN : HttpStatus.UNPROCESSABLE_CONTENT;
    }
}

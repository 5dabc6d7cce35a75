package org.dottedline.funding.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.dottedline.api.Listing;
import org.dottedline.engine.UserAction;
import org.dottedline.page.Fact;
import org.dottedline.page.Facts;
import org.dottedline.people.People;
import org.dottedline.people.Person;
import org.dottedline.people.Role;
import org.dottedline.people.Unit;
import org.dottedline.people.UnitKind;
import org.dottedline.refusal.NotFound;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The budget of a line of business in this year, with its ledger. */
@Controller
class BudgetPage {

    private final Budgets budgets;
    private final LedgerLines ledger;
    private final People people;
    private final Facts facts;
    private final UserAction userAction;

    BudgetPage(Budgets budgets, LedgerLines ledger, People people, Facts facts, UserAction userAction) {
        this.budgets = budgets;
        this.ledger = ledger;
        this.people = people;
        this.facts = facts;
        this.userAction = userAction;
    }

    @GetMapping("/lobs/{id}/budget")
    ModelAndView budget(
            Person person, @PathVariable String id, @RequestParam(required = false) @Nullable String before) {
        Unit lob = people.unit(id)
                .filter(unit -> unit.kind() == UnitKind.LOB && Budgets.readable(person, unit.id()))
                .orElseThrow(() -> new NotFound("There is no such line of business whose budget you can see."));
        return userAction.run(() -> {
            Budgets.Year year = budgets.year(id);
            Map<String, Object> figures = new LinkedHashMap<>();
            figures.put("budget", year.budget());
            figures.put("reserved", year.reserved());
            figures.put("spent", year.spent());
            figures.put("left", year.left());
            List<Fact> drawn = facts.of(figures, UnaryOperator.identity());
            Map<String, Object> model = new LinkedHashMap<>();
            model.put("id", id);
            model.put("name", lob.name());
            model.put("facts", drawn);
            model.put("ledger", ledger.of(person, id, Listing.place("before", before)));
            model.put("proposes", person.holds(Role.FINANCE));
            return new ModelAndView("funding/budget", model);
        });
    }
}

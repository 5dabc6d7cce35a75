package org.dottedline.funding.web;

import java.util.List;
import java.util.Map;
import org.dottedline.engine.UserAction;
import org.dottedline.limits.Limits;
import org.dottedline.page.Words;
import org.dottedline.people.People;
import org.dottedline.people.Person;
import org.dottedline.people.UnitKind;
import org.dottedline.refusal.Forbidden;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;

/** The budgets of the lines of business that a person may read, and the way to the limits. */
@Controller
class MoneyPage {

    private final Budgets budgets;
    private final People people;
    private final Words words;
    private final UserAction userAction;

    MoneyPage(Budgets budgets, People people, Words words, UserAction userAction) {
        this.budgets = budgets;
        this.people = people;
        this.words = words;
        this.userAction = userAction;
    }

    /** A line of business, in this year. */
    record BudgetLine(String id, String name, String budget, String left) {}

    @GetMapping("/money")
    ModelAndView money(Person person) {
        return userAction.run(() -> {
            List<BudgetLine> lobs = people.units(UnitKind.LOB).stream()
                    .filter(unit -> Budgets.readable(person, unit.id()))
                    .map(unit -> {
                        Budgets.Year year = budgets.year(unit.id());
                        return new BudgetLine(
                                unit.id(), unit.name(), words.money(year.budget()), words.money(year.left()));
                    })
                    .toList();
            boolean limits = Limits.readable(person);
            if (lobs.isEmpty() && !limits) {
                throw new Forbidden(words.text("money.not-yours"));
            }
            return new ModelAndView("funding/money", Map.of("lobs", lobs, "limits", limits));
        });
    }
}

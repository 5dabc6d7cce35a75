package org.dottedline.funding.web;

import java.math.BigDecimal;
import org.dottedline.funding.Funding;
import org.dottedline.limits.Limits;
import org.dottedline.people.Person;
import org.dottedline.people.Role;
import org.springframework.stereotype.Component;

/** The budgets of lines of business as pages show them. */
@Component
class Budgets {

    private final Funding funding;
    private final Limits limits;

    Budgets(Funding funding, Limits limits) {
        this.funding = funding;
        this.limits = limits;
    }

    /** A budget of this year in EUR: what is granted, and what of that is reserved, spent and left. */
    record Year(BigDecimal budget, BigDecimal reserved, BigDecimal spent, BigDecimal left) {}

    /** Finance, the board and the PMO read every budget, executives and strategists that of their own line of business. */
    static boolean readable(Person person, String lob) {
        return person.holds(Role.FINANCE)
                || person.holds(Role.BOARD)
                || person.holds(Role.PMO)
                || person.holds(Role.LOB_EXECUTIVE, lob)
                || person.holds(Role.STRATEGIST, lob);
    }

    Year year(String lob) {
        var taken = funding.budget(lob);
        BigDecimal budget = limits.value(Limits.BUDGET, lob);
        return new Year(
                budget,
                taken.reserved(),
                taken.spent(),
                budget.subtract(taken.reserved()).subtract(taken.spent()));
    }
}

package org.dottedline.request.process;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dottedline.tasklist.Context;
import org.dottedline.tasklist.Money;
import org.jspecify.annotations.Nullable;

/** The four signals that an executive reads first, always in this order: fit, members, run rate, build or buy. What is behind them follows. */
final class FourSignals {

    private FourSignals() {}

    /** Puts the signals before the sections that they are taken from. */
    static Context before(Context behind) {
        Context all = new Context()
                .section("signals")
                .fact("fit", behind.value("fit", "fit"))
                .fact("membersSaid", behind.value("members", "verdict"))
                .fact("surplusThen", surplus(behind.value("money", "months")))
                .fact("buildOrBuy", behind.value("buildOrBuy", "choice"));
        behind.sections().forEach(section -> {
            all.section(section.key());
            section.facts().forEach(fact -> all.fact(fact.key(), fact.value()));
        });
        return all;
    }

    /** The month that comes nearest to its floor, or falls furthest below it. */
    static Optional<Map<String, Object>> tightest(List<Map<String, Object>> months) {
        return months.stream()
                .min(Comparator.comparing(month -> amount(month, "after").subtract(amount(month, "floor"))));
    }

    /** The tightest of the months in figures. */
    @SuppressWarnings("unchecked")
    private static @Nullable String surplus(@Nullable Object months) {
        return months == null
                ? null
                : tightest((List<Map<String, Object>>) months)
                        .map(month -> {
                            BigDecimal was = amount(month, "before");
                            BigDecimal willBe = amount(month, "after");
                            return Money.figures(was)
                                    + (was.compareTo(willBe) == 0
                                            ? " a month, as before"
                                            : " → " + Money.figures(willBe) + " a month")
                                    + ", floor " + Money.figures(amount(month, "floor"));
                        })
                        .orElse(null);
    }

    private static BigDecimal amount(Map<String, Object> month, String key) {
        return (BigDecimal) month.get(key);
    }
}

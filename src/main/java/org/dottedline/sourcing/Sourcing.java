package org.dottedline.sourcing;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dottedline.engine.Rules;
import org.dottedline.engine.Ruling;
import org.dottedline.refusal.InvalidFields;
import org.dottedline.sourcing.persistence.OptionTable;
import org.dottedline.tasklist.Money;
import org.dottedline.trail.Ref;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Options of build or buy, by request and round: a choice ends a round, and a cut of scope may begin another. */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class Sourcing {

    static final String TABLE = "sourcing-recommendation";
    private static final BigDecimal THOUSAND = BigDecimal.valueOf(1000);

    private final OptionTable table;
    private final Rules rules;

    Sourcing(OptionTable table, Rules rules) {
        this.table = table;
        this.rules = rules;
    }

    /** Options with the table's answers; {@code best} is the name of the advised one. */
    public record Advice(List<Rated> options, String best, String words) {}

    /** Adds options to the present round. */
    public void offer(Ref request, List<Option> options) {
        options.forEach(option -> table.insert(request, option));
    }

    /** All options of the present round. */
    public List<Option> offered(Ref request) {
        return table.offered(request);
    }

    /**
     * Asks the table about each option of the present round, and keeps what it says.
     *
     * @return what it said, by the name of the option, in their order
     * @throws IllegalStateException if nothing is offered
     */
    public Map<String, Ruling> rate(Ref request) {
        List<Option> options = offered(request);
        BigDecimal cheapest = options.stream()
                .map(Option::threeYears)
                .min(BigDecimal::compareTo)
                .orElseThrow(() -> new IllegalStateException("Nothing is offered for " + request));
        int slowest = options.stream().mapToInt(Option::monthsToLive).max().orElseThrow();
        int fewest = options.stream().mapToInt(Option::managerHours).min().orElseThrow();
        Map<String, Ruling> rulings = new LinkedHashMap<>();
        for (Option option : options) {
            Map<String, Object> facts = new HashMap<>();
            facts.put("aboveCheapestPermille", permilleAbove(cheapest, option.threeYears()));
            facts.put("monthsEarlier", slowest - option.monthsToLive());
            facts.put("fewestHours", option.managerHours() == fewest);
            Ruling ruling = rules.ask(TABLE, facts);
            rulings.put(option.name(), ruling);
            int points = ruling.outputs().stream()
                    .mapToInt(output -> ((Number) output.get("points")).intValue())
                    .sum();
            table.rate(request, new Rated(option, points, ruling.reasons()));
        }
        return rulings;
    }

    /**
     * What the present round comes to. The most points win; of equals the cheaper one over three years, then the one that is live
     * earlier, then the one made in house.
     *
     * @throws IllegalStateException if nothing has been rated
     */
    public Advice advice(Ref request) {
        List<Rated> rated = table.rated(request);
        Rated best = rated.stream()
                .min(ADVISED_FIRST)
                .orElseThrow(() -> new IllegalStateException("Nothing is offered for " + request));
        String words = best.option().name() + ": " + Money.said(best.option().threeYears()) + " over three years. "
                + String.join(" ", best.reasons());
        return new Advice(List.copyOf(rated), best.option().name(), words);
    }

    private static final Comparator<Rated> ADVISED_FIRST = Comparator.comparingInt(Rated::points)
            .reversed()
            .thenComparing(rated -> rated.option().threeYears())
            .thenComparing(rated -> rated.option().monthsToLive())
            .thenComparing(rated -> !rated.option().inHouse());

    /** How much dearer, per thousand of the cheapest, rounded up so that only the cheapest has 0; beside one that is free, anything is far dearer. */
    private static int permilleAbove(BigDecimal cheapest, BigDecimal cost) {
        if (cost.compareTo(cheapest) == 0) {
            return 0;
        }
        if (cheapest.signum() == 0) {
            return 1_000_000;
        }
        return cost.subtract(cheapest)
                .multiply(THOUSAND)
                .divide(cheapest, 0, RoundingMode.CEILING)
                .min(BigDecimal.valueOf(1_000_000))
                .intValue();
    }

    /**
     * Chooses an option and ends the round.
     *
     * @throws InvalidFields at {@code option} if nobody offered it, at {@code reason} if it is against the advice without one
     */
    public Choice choose(Ref request, String name, @Nullable String reason) {
        Advice advice = advice(request);
        Option chosen = advice.options().stream()
                .map(Rated::option)
                .filter(option -> option.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new InvalidFields("option", "Nobody offered this."));
        if (!name.equals(advice.best()) && reason == null) {
            throw new InvalidFields("reason", "The advice is " + advice.best() + ": say why you choose otherwise.");
        }
        table.choose(request, name, advice.best(), advice.words(), reason);
        return new Choice(chosen, advice.best(), advice.words(), reason);
    }

    /** The scope was cut: earlier choices do not count any more. */
    public void startAgain(Ref request) {
        table.makeVoid(request);
    }

    /** The choice at this request; empty before there is one and after the scope was cut. */
    public Optional<Choice> chosen(Ref request) {
        return table.chosen(request);
    }

    /** The options of the last round with what the table says of them; empty where nothing has been rated. */
    public List<Rated> lastRound(Ref request) {
        List<Rated> present = table.rated(request);
        return present.isEmpty() ? table.lastDecided(request) : present;
    }
}

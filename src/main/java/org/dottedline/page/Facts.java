package org.dottedline.page;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.dottedline.page.Fact.Table;
import org.springframework.stereotype.Component;

/**
 * Puts values that have names into words: labels from the bundle ({@code fact.<name>}), enumerations too
 * ({@code value.<name>.<value>}), units by their names, dates and amounts as people write them. Whatever a person typed stays as
 * it is.
 */
@Component
public class Facts {

    private static final Set<String> ENUMERATED = Set.of(
            "direction",
            "cadence",
            "fit",
            "budgetBand",
            "decision",
            "result",
            "kind",
            "state",
            "verdict",
            "payer",
            "made",
            "stage",
            "restriction",
            "cause",
            "occasion",
            "method",
            "part");
    private static final Set<String> UNITS = Set.of("lob", "lobs", "community", "communities");
    private static final Set<String> DATES = Set.of(
            "dueOn", "newDueOn", "measuredOn", "deliveredOn", "launchedOn", "from", "to", "nextReviewOn", "closesOn");
    private static final Set<String> MONTHS = Set.of("month", "liveFrom");
    private static final Set<String> AMOUNTS = Set.of(
            "cap",
            "committed",
            "oneOff",
            "yearly",
            "threeYears",
            "runningYearly",
            "reserved",
            "actualCost",
            "monthly",
            "available",
            "surplus",
            "amount",
            "pays",
            "budget",
            "spent",
            "left",
            "floor",
            "floorAmount",
            "before",
            "after");
    /** The order in which people read them, wherever they come from; what is not named comes last. */
    private static final List<String> ORDER = List.of(
            "goalTitle",
            "goalWhy",
            "title",
            "why",
            "decision",
            "result",
            "reason",
            "need",
            "groups",
            "idea",
            "fit",
            "effect",
            "budgetBand",
            "note",
            "cap",
            "lob",
            "measure",
            "unit",
            "direction",
            "baseline",
            "target",
            "finalValue",
            "dueOn",
            "newDueOn",
            "cadence",
            "communities",
            "fiscalYear",
            "lobs",
            "summary");

    private static final Pattern REFERENCE = Pattern.compile("[GN][0-9]+(\\.[OIR][0-9]+)*");
    private static final int FITS_A_COLUMN = 34;

    private final Words words;
    private final Moments moments;

    Facts(Words words, Moments moments) {
        this.words = words;
        this.moments = moments;
    }

    /** All of them in the order of reading; {@code unitName} knows what a line of business or community is called. */
    public List<Fact> of(Map<String, ?> values, UnaryOperator<String> unitName) {
        List<Fact> facts = new ArrayList<>();
        values.entrySet().stream()
                .filter(entry -> entry.getValue() != null)
                .sorted(Comparator.comparing(entry -> place(entry.getKey())))
                .forEach(entry -> facts.add(of(entry.getKey(), entry.getValue(), unitName)));
        return facts;
    }

    private static int place(String name) {
        int place = ORDER.indexOf(name);
        return place < 0 ? ORDER.size() : place;
    }

    public Fact of(String name, Object value, UnaryOperator<String> unitName) {
        Optional<Points> points = Points.of(name, value);
        if (points.isPresent()) {
            return new Fact(label(name), "", true, null, null, points.get(), null);
        }
        if (Points.is(name, value) && ((List<?>) value).isEmpty()) {
            return new Fact(label(name), words.text("fact.points.none"), false);
        }
        List<Map<?, ?>> rows = rows(value);
        if (!rows.isEmpty()) {
            return new Fact(
                    label(name),
                    "",
                    true,
                    table(rows, unitName),
                    Plots.of(name, label(name), rows, words).orElse(null),
                    null,
                    null);
        }
        String said = said(name, value, unitName);
        boolean wide = said.length() > FITS_A_COLUMN || said.contains("\n");
        return name.equals("reference") && REFERENCE.matcher(said).matches()
                ? new Fact(label(name), said, wide, null, null, null, "/trails/" + said)
                : new Fact(label(name), said, wide);
    }

    /** The rows of a value that is a list of maps; none of any other. */
    private static List<Map<?, ?>> rows(Object value) {
        List<Map<?, ?>> rows = new ArrayList<>();
        if (value instanceof List<?> list) {
            for (Object row : list) {
                if (row instanceof Map<?, ?> map) {
                    rows.add(map);
                }
            }
        }
        return rows;
    }

    private Table table(List<Map<?, ?>> rows, UnaryOperator<String> unitName) {
        Set<String> columns = new LinkedHashSet<>();
        rows.forEach(row -> row.keySet().forEach(column -> columns.add(String.valueOf(column))));
        boolean counted = Counted.is(rows);
        Set<String> ordered = counted ? Counted.columns(columns) : columns;
        return new Table(
                ordered.stream().map(this::label).toList(),
                rows.stream()
                        .map(row -> ordered.stream()
                                .map(column -> {
                                    Object cell = row.get(column);
                                    return cell != null
                                            ? said(column, cell, unitName)
                                            : counted && Counted.counts(column) ? words.text("fact.kept-back") : "";
                                })
                                .toList())
                        .toList(),
                counted && Counted.keepBack(rows) ? words.text("fact.kept-back.why") : null);
    }

    /** What a value is called; its own name where the bundle does not know it. */
    public String label(String name) {
        return words.find("fact." + name).orElse(name);
    }

    /** One value in words. */
    public String said(String name, Object value, UnaryOperator<String> unitName) {
        if (value instanceof List<?> list) {
            return list.stream().map(one -> said(name, one, unitName)).collect(Collectors.joining(", "));
        }
        String text = value instanceof BigDecimal number ? number.toPlainString() : value.toString();
        if (ENUMERATED.contains(name)) {
            return words.find("value." + name + "." + text).orElse(text);
        }
        if (UNITS.contains(name)) {
            return unitName.apply(text);
        }
        if (DATES.contains(name)) {
            return date(text);
        }
        if (MONTHS.contains(name)) {
            return words.month(text);
        }
        if (AMOUNTS.contains(name)) {
            return amount(text);
        }
        return text;
    }

    private String date(String text) {
        try {
            return moments.date(LocalDate.parse(text));
        } catch (DateTimeParseException notADate) {
            return text;
        }
    }

    private String amount(String text) {
        try {
            return words.money(new BigDecimal(text));
        } catch (NumberFormatException notAnAmount) {
            return text;
        }
    }
}

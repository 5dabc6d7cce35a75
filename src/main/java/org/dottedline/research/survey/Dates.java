package org.dottedline.research.survey;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Sees to it that all dates of a column are written in one form: with two, nobody knows which day was meant. */
final class Dates {

    private static final Pattern YEAR_FIRST = Pattern.compile("[0-9]{4}([-/.])[0-9]{1,2}\\1[0-9]{1,2}([T ,].*)?");
    private static final Pattern YEAR_LAST = Pattern.compile("([0-9]{1,2})([-/.])([0-9]{1,2})\\2[0-9]{4}([T ,].*)?");
    private static final int MONTHS = 12;

    private @Nullable String form;
    private long formLine;
    private @Nullable String order;
    private long orderLine;

    static boolean isDate(String value) {
        return YEAR_FIRST.matcher(value).matches() || YEAR_LAST.matcher(value).matches();
    }

    /** What is wrong with a date, as the end of a sentence; absent where nothing is. */
    @Nullable
    String flaw(String value, long line) {
        if (value.isEmpty()) {
            return null;
        }
        Matcher yearFirst = YEAR_FIRST.matcher(value);
        Matcher yearLast = YEAR_LAST.matcher(value);
        String found = null;
        if (yearFirst.matches()) {
            found = "year" + yearFirst.group(1) + "month" + yearFirst.group(1) + "day";
        } else if (yearLast.matches()) {
            found = "with the year last and “" + yearLast.group(2) + "” between";
        }
        if (form == null) {
            form = found;
            formLine = line;
        } else if (found == null) {
            return "its date is none: line " + formLine + " has it written " + form + ".";
        } else if (!found.equals(form)) {
            return "its date is written " + found + ", where line " + formLine + " has it " + form + ".";
        }
        return yearLast.matches() ? orderFlaw(yearLast, line) : null;
    }

    private @Nullable String orderFlaw(Matcher date, long line) {
        boolean dayFirst = Integer.parseInt(date.group(1)) > MONTHS;
        boolean monthFirst = Integer.parseInt(date.group(3)) > MONTHS;
        if (dayFirst && monthFirst) {
            return "its date has no month.";
        }
        if (dayFirst || monthFirst) {
            String found = dayFirst ? "day" : "month";
            if (order == null) {
                order = found;
                orderLine = line;
            } else if (!order.equals(found)) {
                return "its date has the " + found + " first, where line " + orderLine + " has the " + order
                        + " first.";
            }
        }
        return null;
    }
}

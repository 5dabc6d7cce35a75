package org.dottedline.research.survey;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Sees to it that all dates of a column are written in one form: with two, nobody knows which day was meant. */
final class Dates {

    private static final Pattern YEAR_FIRST = Pattern.compile("[0-9]{4}([-/.])[0-9]{1,2}\\1[0-9]{1,2}([T ,].*)?");
    private static final Pattern YEAR_LAST = Pattern.compile("([0-9]{1,2})([-/.])([0-9]{1,2})\\2[0-9]{4}([T ,].*)?");
    private static final int MONTHS = 12;
    private static final String DAY = "0000-00-00";

    private final String place;

    private @Nullable String form;
    private long formLine;
    private char separator;
    private @Nullable String order;
    private long orderLine;

    Dates(String place) {
        this.place = place;
    }

    static boolean isDate(String value) {
        return YEAR_FIRST.matcher(value).matches() || YEAR_LAST.matcher(value).matches();
    }

    /** What is wrong with a date, as the end of a sentence; absent where nothing is. */
    @Nullable
    String flaw(String value, long line) {
        if (value.isEmpty() || separator != 0 && isPlain(value)) {
            return null;
        }
        Matcher yearFirst = YEAR_FIRST.matcher(value);
        Matcher yearLast = YEAR_LAST.matcher(value);
        String found = null;
        if (yearFirst.matches()) {
            found = "year" + yearFirst.group(1) + "month" + yearFirst.group(1) + "day";
            separator = form == null ? yearFirst.group(1).charAt(0) : separator;
        } else if (yearLast.matches()) {
            found = "with the year last and “" + yearLast.group(2) + "” between";
        }
        if (form == null) {
            form = found;
            formLine = line;
        } else if (found == null) {
            return "its date is none: " + place + " " + formLine + " has it written " + form + ".";
        } else if (!found.equals(form)) {
            return "its date is written " + found + ", where " + place + " " + formLine + " has it " + form + ".";
        }
        return yearLast.matches() ? orderFlaw(yearLast, line) : null;
    }

    /** Whether it is written as the first one is, the year first: most are, and need no pattern. */
    private boolean isPlain(String value) {
        if (value.length() < DAY.length()
                || value.length() > DAY.length() && "T ,".indexOf(value.charAt(DAY.length())) < 0) {
            return false;
        }
        for (int place = 0; place < DAY.length(); place++) {
            char one = value.charAt(place);
            if (DAY.charAt(place) == '-' ? one != separator : one < '0' || one > '9') {
                return false;
            }
        }
        return true;
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
                return "its date has the " + found + " first, where " + place + " " + orderLine + " has the " + order
                        + " first.";
            }
        }
        return null;
    }
}

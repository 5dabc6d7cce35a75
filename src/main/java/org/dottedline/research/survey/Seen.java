package org.dottedline.research.survey;

/** Remembers which respondents were there, by 64 bits each. */
final class Seen {

    private long[] table = new long[1024];
    private int size;

    /** Whether it is new. Zero stands for nobody in particular, who always is. */
    boolean add(long respondent) {
        if (respondent == 0) {
            return true;
        }
        if (size * 2 > table.length) {
            long[] old = table;
            table = new long[old.length * 2];
            for (long one : old) {
                if (one != 0) {
                    table[place(one)] = one;
                }
            }
        }
        int place = place(respondent);
        if (table[place] == respondent) {
            return false;
        }
        table[place] = respondent;
        size++;
        return true;
    }

    private int place(long hash) {
        int place = (int) (hash & (table.length - 1));
        while (table[place] != 0 && table[place] != hash) {
            place = (place + 1) & (table.length - 1);
        }
        return place;
    }
}

package org.dottedline.page;

/**
 * When something is due.
 *
 * @param days whole days from today, below zero when it is overdue
 */
public record Due(long days, Moment moment) {

    public boolean late() {
        return days < 0;
    }
}

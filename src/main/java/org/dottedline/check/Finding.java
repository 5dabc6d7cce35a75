package org.dottedline.check;

/**
 * Something that should never be so.
 *
 * @param invariant what does not hold, in lower kebab case
 * @param ref the trail reference, or what else is concerned, such as a unit or a number in the record
 * @param sentence what is so instead, without personal data
 */
public record Finding(String invariant, String ref, String sentence) {

    @Override
    public String toString() {
        return invariant + " " + ref + ": " + sentence;
    }
}

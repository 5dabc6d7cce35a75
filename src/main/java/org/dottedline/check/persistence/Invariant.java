package org.dottedline.check.persistence;

/**
 * One thing that always holds.
 *
 * @param name lower kebab case
 * @param breaches a question whose rows are what breaks it: reference and sentence
 */
record Invariant(String name, String breaches) {}

/** What came of an objective, measured at each cadence, and the words that members are owed. Leans on {@code objective} and {@code handover}. */
@org.jspecify.annotations.NullMarked
package org.dottedline.outcome;

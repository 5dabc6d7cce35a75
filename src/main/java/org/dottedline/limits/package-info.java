/** Limits and thresholds as dated rows, proposed by one person and confirmed by another. */
@org.jspecify.annotations.NullMarked
package org.dottedline.limits;

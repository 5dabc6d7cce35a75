package org.dottedline.request;

import java.math.BigDecimal;
import java.util.List;

/**
 * What whoever made it says of it.
 *
 * @param met the acceptance points that are met, {@code unmet} the others
 * @param actual what it cost, in the company's currency
 */
public record Delivered(List<String> met, List<String> unmet, BigDecimal actual) {}

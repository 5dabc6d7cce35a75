package org.dottedline.funding;

import java.math.BigDecimal;

/** So much a month of this income line. */
public record Pick(long income, BigDecimal monthly) {}

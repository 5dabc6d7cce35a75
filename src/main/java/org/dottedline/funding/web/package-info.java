/** Finances and budgets by API. */
@org.jspecify.annotations.NullMarked
package org.dottedline.funding.web;

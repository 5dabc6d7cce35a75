/** Communities, their finances and the budgets of lines of business, on pages and by API. */
@org.jspecify.annotations.NullMarked
package org.dottedline.funding.web;

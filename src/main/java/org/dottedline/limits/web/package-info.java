/** Limits on pages and by API. */
@org.jspecify.annotations.NullMarked
package org.dottedline.limits.web;

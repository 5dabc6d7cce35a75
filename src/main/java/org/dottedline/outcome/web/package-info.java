/** What members were told, as a page. */
@org.jspecify.annotations.NullMarked
package org.dottedline.outcome.web;

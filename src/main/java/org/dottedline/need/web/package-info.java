/** Needs by API and page. */
@org.jspecify.annotations.NullMarked
package org.dottedline.need.web;

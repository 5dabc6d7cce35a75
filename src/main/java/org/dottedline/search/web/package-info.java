/** Search as a page and as a call. */
@org.jspecify.annotations.NullMarked
package org.dottedline.search.web;

/** What all pages and the API share: layout, sign-in, error pages, problems. */
@org.jspecify.annotations.NullMarked
package org.dottedline.web;

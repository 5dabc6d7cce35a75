/** Objectives by API and page. */
@org.jspecify.annotations.NullMarked
package org.dottedline.objective.web;

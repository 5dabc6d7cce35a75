/** People, units and roles for administrators: API and pages. */
@org.jspecify.annotations.NullMarked
package org.dottedline.people.web;

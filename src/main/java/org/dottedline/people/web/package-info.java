/** People, units and roles for administrators, and who stands in for whom: API and pages. */
@org.jspecify.annotations.NullMarked
package org.dottedline.people.web;

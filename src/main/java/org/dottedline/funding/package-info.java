/** A community's income and costs, and the money set aside for requests. */
@org.jspecify.annotations.NullMarked
package org.dottedline.funding;

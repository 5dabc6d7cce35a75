/** The trail by API and page, drawn from several rooms: the tree, who holds what, the record, and what passed between the sides. */
@org.jspecify.annotations.NullMarked
package org.dottedline.web.trail;

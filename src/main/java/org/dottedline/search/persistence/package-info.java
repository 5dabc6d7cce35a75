/** The table of searched texts, which triggers of the database fill. */
@org.jspecify.annotations.NullMarked
package org.dottedline.search.persistence;

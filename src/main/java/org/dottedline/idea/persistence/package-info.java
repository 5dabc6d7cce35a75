/** Ideas in PostgreSQL. */
@org.jspecify.annotations.NullMarked
package org.dottedline.idea.persistence;

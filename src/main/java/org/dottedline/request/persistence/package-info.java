/** Both sides of a request in PostgreSQL, tables for each. */
@org.jspecify.annotations.NullMarked
package org.dottedline.request.persistence;

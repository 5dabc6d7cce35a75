/** Plans, rounds and answers in PostgreSQL. */
@org.jspecify.annotations.NullMarked
package org.dottedline.research.persistence;

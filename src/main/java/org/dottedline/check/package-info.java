/** Says whether everything in the database holds that it should promise, for tests and for operators. Leans on {@code database} alone. */
@org.jspecify.annotations.NullMarked
package org.dottedline.check;

/** The one clock of the application, which the engine follows. */
@org.jspecify.annotations.NullMarked
package org.dottedline.time;

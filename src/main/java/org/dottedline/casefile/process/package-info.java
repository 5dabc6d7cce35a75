/** What the engine remembers of a path, and the models and tables as they were then; read alone. */
@org.jspecify.annotations.NullMarked
package org.dottedline.casefile.process;

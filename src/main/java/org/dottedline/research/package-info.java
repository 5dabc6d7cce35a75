/** Member research: a plan fixed before results arrive, the answers of all rounds, and what other rooms may read of them. */
@org.jspecify.annotations.NullMarked
package org.dottedline.research;

/** How a message passes from one process to the other, in one transaction. */
@org.jspecify.annotations.NullMarked
package org.dottedline.handover.process;

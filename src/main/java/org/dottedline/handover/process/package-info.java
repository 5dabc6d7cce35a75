/** How a message passes from one process to the other, in one transaction. */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.NamedInterface("process")
package org.dottedline.handover.process;

/** Withdrawal: the one act that reaches into running processes from above. */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.NamedInterface("process")
package org.dottedline.trail.process;

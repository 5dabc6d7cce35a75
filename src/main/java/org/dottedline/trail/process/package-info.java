/** Withdrawal: the one act that reaches into running processes from above. */
@org.jspecify.annotations.NullMarked
package org.dottedline.trail.process;

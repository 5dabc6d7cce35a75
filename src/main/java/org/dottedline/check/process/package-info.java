/** What the deployed models say: which tasks are kept apart, and what receives which message. */
@org.jspecify.annotations.NullMarked
package org.dottedline.check.process;

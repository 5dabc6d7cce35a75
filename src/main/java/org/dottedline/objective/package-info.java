/** Objectives: what a line of business commits to for a goal. Leans on {@code goal}. */
@org.jspecify.annotations.NullMarked
package org.dottedline.objective;

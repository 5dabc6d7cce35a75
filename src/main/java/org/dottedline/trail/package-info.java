/** References, the tree that they form, and the trace across all of it. Leans on {@code people}, {@code audit} and {@code time}. */
@org.jspecify.annotations.NullMarked
package org.dottedline.trail;

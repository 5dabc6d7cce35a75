/** Feature requests: what a community asks for under an initiative, and how strategy delivers it. Leans on {@code initiative}. */
@org.jspecify.annotations.NullMarked
package org.dottedline.request;

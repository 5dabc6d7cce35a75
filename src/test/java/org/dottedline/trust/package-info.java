/** What is tried against the product: attacks and faults by their numbers, and the closing table of the build. */
@NullMarked
package org.dottedline.trust;

import org.jspecify.annotations.NullMarked;

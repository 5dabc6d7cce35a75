/**
 * What people of one side say to each other about a step; the other side reads nothing of it but single remarks that are handed over to
 * it, the PMO all of it. Leans on handover, trail, people, time.
 */
@org.jspecify.annotations.NullMarked
package org.dottedline.discussion;

/** The table of those who have been offered the tour. */
@org.jspecify.annotations.NullMarked
package org.dottedline.web.guide.persistence;

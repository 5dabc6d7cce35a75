/** The alignment map: from goals to what came of them, drawn from several rooms and cut to what a person may see. */
@org.jspecify.annotations.NullMarked
package org.dottedline.web.map;

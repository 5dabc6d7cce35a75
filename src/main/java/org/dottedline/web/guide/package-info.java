/** How newcomers find their way: a tour for each role, the help for keys, and in the demo a walk along the finished trail. */
@org.jspecify.annotations.NullMarked
package org.dottedline.web.guide;

/** One page that shows every colour and every part of the pages, in each of its states, from the very fragments. */
@org.jspecify.annotations.NullMarked
package org.dottedline.web.components;

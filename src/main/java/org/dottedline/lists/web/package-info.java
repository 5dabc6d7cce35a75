/** Lists on pages, by API and as files. */
@org.jspecify.annotations.NullMarked
package org.dottedline.lists.web;

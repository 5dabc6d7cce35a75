/** What all pages share: how a form, a fact and a moment are drawn, and the words of the message bundle. Leans on the clock. */
@org.jspecify.annotations.NullMarked
package org.dottedline.page;

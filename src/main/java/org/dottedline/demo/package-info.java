/** The demo: people, units and trails of the story, made on a first start. */
@org.jspecify.annotations.NullMarked
package org.dottedline.demo;

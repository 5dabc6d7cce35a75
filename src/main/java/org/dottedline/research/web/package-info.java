/** Reading a survey file on pages: uploaded, mapped, counted, and handed to the form of the task. */
@org.jspecify.annotations.NullMarked
package org.dottedline.research.web;

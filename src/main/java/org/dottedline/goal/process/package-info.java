/** The Java face of board-goal.bpmn. */
@org.jspecify.annotations.NullMarked
package org.dottedline.goal.process;

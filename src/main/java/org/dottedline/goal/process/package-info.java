/** The Java face of board-goal.bpmn. */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.NamedInterface("process")
package org.dottedline.goal.process;

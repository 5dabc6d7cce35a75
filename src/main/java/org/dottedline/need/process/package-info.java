/** The Java faces of member-need.bpmn and need-answer.bpmn. */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.NamedInterface("process")
package org.dottedline.need.process;

/** The Java face of lob-objective.bpmn. */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.NamedInterface("process")
package org.dottedline.objective.process;

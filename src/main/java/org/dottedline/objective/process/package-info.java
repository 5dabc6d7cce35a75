/** The Java face of lob-objective.bpmn. */
@org.jspecify.annotations.NullMarked
package org.dottedline.objective.process;

/** The Java face of member-research.bpmn. */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.NamedInterface("process")
package org.dottedline.research.process;

/** The Java faces of community-initiative.bpmn and initiative-approval.bpmn. */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.NamedInterface("process")
package org.dottedline.initiative.process;

/** The Java faces of community-initiative.bpmn and initiative-approval.bpmn. */
@org.jspecify.annotations.NullMarked
package org.dottedline.initiative.process;

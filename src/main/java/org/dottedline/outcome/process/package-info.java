/** The Java faces of outcome-review.bpmn and member-report.bpmn. */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.NamedInterface("process")
package org.dottedline.outcome.process;

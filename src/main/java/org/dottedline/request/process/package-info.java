/** The Java faces of feature-request.bpmn and feature-delivery.bpmn. */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.NamedInterface("process")
package org.dottedline.request.process;

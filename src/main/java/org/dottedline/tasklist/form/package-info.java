/** The form schema: what is shown, accepted and documented, from one {@code .form} file per task. */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.NamedInterface("form")
package org.dottedline.tasklist.form;

/** What the tables promise, each as a question that finds where they do not keep it. */
@org.jspecify.annotations.NullMarked
package org.dottedline.check.persistence;

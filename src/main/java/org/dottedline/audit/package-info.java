/** The record of every thing that happens, and what the PMO asks of it. Leans on {@code people}, {@code time} and {@code refusal} alone. */
@org.jspecify.annotations.NullMarked
package org.dottedline.audit;

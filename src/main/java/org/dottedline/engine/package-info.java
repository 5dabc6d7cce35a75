/** The only place that configures the process engine: its transactions, clock, deployment, beans, guards and jobs. */
@org.jspecify.annotations.NullMarked
package org.dottedline.engine;

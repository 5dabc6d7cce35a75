/** What operators see of the system from outside: figures for Prometheus on a port of their own, and the form of the log; no persons, no texts. */
@org.jspecify.annotations.NullMarked
package org.dottedline.watch;

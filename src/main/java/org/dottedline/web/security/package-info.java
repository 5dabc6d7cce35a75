/** Who is asking: signing in by form or by HTTP Basic, the session, the headers, and the log of what was refused. Leans on {@code people} and nothing above it. */
@org.jspecify.annotations.NullMarked
package org.dottedline.web.security;

/** Who is asking: signing in by form, by HTTP Basic or at the company's provider, the session, the headers, and the log of what was refused. Leans on {@code people} and nothing above it. */
@org.jspecify.annotations.NullMarked
package org.dottedline.web.security;

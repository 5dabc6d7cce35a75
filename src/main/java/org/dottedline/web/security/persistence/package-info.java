/** The table of attempts to sign in. */
@org.jspecify.annotations.NullMarked
package org.dottedline.web.security.persistence;

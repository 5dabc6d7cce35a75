package org.dottedline.web.security;

import org.springframework.security.core.AuthenticationException;

/** Somebody is guessing, or looks like it. Whether the password would have been right is not looked at. */
class TooManyAttempts extends AuthenticationException {

    static final String SENTENCE =
            "Too many attempts to sign in failed. Wait ten minutes and try again; nothing is lost meanwhile.";

    TooManyAttempts() {
        super(SENTENCE);
    }
}

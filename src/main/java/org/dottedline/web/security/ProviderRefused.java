package org.dottedline.web.security;

import java.util.Locale;
import org.springframework.security.core.AuthenticationException;

/** The provider said who somebody is, or should have, and nobody is signed in. */
class ProviderRefused extends AuthenticationException {

    private static final long serialVersionUID = 1;

    /** Why. The sign-in page has a sentence for each. */
    enum Why {
        /** Nobody of this login is here, or they are disabled. */
        UNKNOWN,
        /** The roles that the provider names are of two sides. */
        TWO_SIDES,
        /** The roles that the provider names would leave no administrator. */
        LAST_ADMINISTRATOR,
        /** The provider named no roles at all, where it is to name them. */
        NO_ROLES,
        /** The provider does not answer. */
        AWAY,
        /** What came back was not what the provider should say now to this browser. */
        FAILED;

        String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    private final Why why;

    ProviderRefused(Why why) {
        super(why.word());
        this.why = why;
    }

    Why why() {
        return why;
    }
}

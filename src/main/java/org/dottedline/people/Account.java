package org.dottedline.people;

import org.jspecify.annotations.Nullable;

/**
 * A person together with what signing in needs to know.
 *
 * @param password the hash with its method in front, or null for a person who cannot sign in with a password
 * @param enabled whether the person may sign in; a disabled person keeps name and roles, and takes part in nothing
 * @param demo whether this is a person of the demo, whose password is the login
 */
public record Account(Person person, @Nullable String password, boolean enabled, boolean demo) {

    public String login() {
        return person.login();
    }

    /** Without the hash, which has no business in a log. */
    @Override
    public String toString() {
        return "Account[" + person.login() + "]";
    }
}

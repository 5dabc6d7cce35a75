package org.dottedline.people;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an administrator wants a person to be.
 *
 * @param roles all roles the person shall hold, as group ids ({@code board}, {@code lob-executive.billing}); a role held today
 *     and not named here ends
 * @param password a new password, or null to leave it as it is
 * @param enabled whether the person may sign in, or null to leave it as it is
 */
public record PersonChange(
        @Nullable String name,
        List<String> roles,
        @Nullable String password,
        @Nullable Boolean enabled) {

    public PersonChange(String name, List<String> roles) {
        this(name, roles, null, null);
    }
}

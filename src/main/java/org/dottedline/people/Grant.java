package org.dottedline.people;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A role held for a unit, or company-wide. Its {@link #group()} is the candidate group of the tasks it opens. */
public record Grant(Role role, @Nullable String unit) {

    public Grant {
        if ((role.unitKind() == null) != (unit == null)) {
            throw new IllegalArgumentException(role.word() + (unit == null ? " needs a unit" : " has no unit"));
        }
    }

    /** Reads a group id; empty where there is no such role, or the role and the unit do not go together. */
    public static Optional<Grant> of(String group) {
        int dot = group.indexOf('.');
        String unit = dot < 0 ? null : group.substring(dot + 1);
        return Role.of(dot < 0 ? group : group.substring(0, dot))
                .filter(role -> (role.unitKind() == null) == (unit == null))
                .map(role -> new Grant(role, unit));
    }

    /** The group id: {@code board}, {@code lob-executive.billing}. */
    public String group() {
        return unit == null ? role.word() : role.word() + "." + unit;
    }
}

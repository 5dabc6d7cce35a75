package org.dottedline.people;

import org.jspecify.annotations.Nullable;

/** A role held for a unit, or company-wide. Its {@link #group()} is the candidate group of the tasks it opens. */
public record Grant(Role role, @Nullable String unit) {

    public Grant {
        if ((role.unitKind() == null) != (unit == null)) {
            throw new IllegalArgumentException(role.word() + (unit == null ? " needs a unit" : " has no unit"));
        }
    }

    /** The group id: {@code board}, {@code lob-executive.billing}. */
    public String group() {
        return unit == null ? role.word() : role.word() + "." + unit;
    }
}

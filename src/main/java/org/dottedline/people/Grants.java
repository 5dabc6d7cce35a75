package org.dottedline.people;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.dottedline.people.persistence.PeopleTables;
import org.dottedline.refusal.FieldError;
import org.dottedline.refusal.Forbidden;
import org.dottedline.refusal.RuleRefused;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Which roles somebody may be given: roles that there are, of units that there are, of one side, and by somebody else. */
@Component
class Grants {

    private final PeopleTables tables;

    Grants(PeopleTables tables) {
        this.tables = tables;
    }

    /** What is asked for, as grants; what is none of them is an error of the field. */
    List<Grant> read(List<String> roles, List<FieldError> errors) {
        Set<Grant> grants = new LinkedHashSet<>();
        for (String group : roles) {
            String error = Grant.of(group).map(this::unfitUnit).orElseGet(() -> noSuchRole(group));
            if (error.isEmpty()) {
                grants.add(Grant.of(group).orElseThrow());
            } else {
                errors.add(new FieldError("roles", error));
            }
        }
        return List.copyOf(grants);
    }

    /** What is wrong with the unit of a grant, or nothing. */
    String unfitUnit(Grant grant) {
        if (grant.unit() == null) {
            return "";
        }
        return Optional.of(grant.unit())
                .filter(People::isUnitId)
                .flatMap(tables::unit)
                .map(unit -> unit.kind() == grant.role().unitKind()
                        ? ""
                        : "A " + lower(grant.role()) + " is of a "
                                + words(grant.role().unitKind()) + ", and " + unit.name() + " is a "
                                + words(unit.kind()) + ".")
                .orElseGet(() -> "There is no " + words(grant.role().unitKind()) + " called “" + grant.unit() + "”.");
    }

    private static String noSuchRole(String group) {
        int dot = group.indexOf('.');
        String word = dot < 0 ? group : group.substring(0, dot);
        return Role.of(word)
                .map(role -> role.unitKind() == null
                        ? "“" + word + "” is a role for the whole company: leave out what stands behind the dot."
                        : "“" + word + "” needs its " + words(role.unitKind()) + ", as in “" + word + "."
                                + (role.unitKind() == UnitKind.LOB ? "billing" : "developers") + "”.")
                .orElse("There is no role “" + word + "”.");
    }

    private static String lower(Role role) {
        return role == Role.LOB_EXECUTIVE ? role.title() : role.title().toLowerCase(Locale.ROOT);
    }

    static void refuseTwoSides(List<Grant> grants) {
        for (Grant grant : grants) {
            Role first = grants.get(0).role();
            if (grant.role().side() != first.side()) {
                throw new RuleRefused(
                        "roles",
                        "One person never holds roles of two sides, so that neither side decides for the other: “"
                                + first.title() + "” " + sideOf(first) + ", “"
                                + grant.role().title() + "” " + sideOf(grant.role()) + ".");
            }
        }
    }

    private static String sideOf(Role role) {
        return switch (role.side()) {
            case STRATEGY -> "is on the strategy side";
            case COMMUNITY -> "is on the community side";
            case OVERSIGHT -> "oversees both";
            case NONE -> "is on none";
        };
    }

    static void refuseOwnGrants(@Nullable Account before, List<Grant> grants) {
        List<Grant> held = before == null ? List.of() : before.person().grants();
        if (!held.containsAll(grants)) {
            throw new Forbidden("Administrators never give a role to themselves: another administrator can.");
        }
    }

    static String words(@Nullable UnitKind kind) {
        return kind == UnitKind.LOB ? "line of business" : "community";
    }
}

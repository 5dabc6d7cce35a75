package org.dottedline.people;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.dottedline.refusal.FieldError;
import org.jspecify.annotations.Nullable;

/** What administrators type about people and units, read strictly: what is wrong is named at its field. */
final class TypedFields {

    private static final Pattern MEMBER_GROUP = Pattern.compile("[^\\p{Cntrl},]{1,60}");

    private TypedFields() {}

    static String name(@Nullable String name, List<FieldError> errors) {
        String stripped = name == null ? "" : name.strip();
        if (stripped.isEmpty()) {
            errors.add(new FieldError("name", "A name is needed."));
        } else if (stripped.length() > 120) {
            errors.add(new FieldError("name", "A name has at most 120 characters."));
        } else if (stripped.chars().anyMatch(Character::isISOControl)) {
            errors.add(new FieldError("name", "A name is one line of text."));
        }
        return stripped;
    }

    static void checkPassword(String login, String password, List<FieldError> errors) {
        if (password.length() < 8) {
            errors.add(new FieldError("password", "A password has at least 8 characters."));
        } else if (password.getBytes(StandardCharsets.UTF_8).length > 72) {
            errors.add(new FieldError("password", "A password has at most 72 bytes."));
        } else if (password.equalsIgnoreCase(login)) {
            errors.add(new FieldError("password", "A password is not the login."));
        }
    }

    static @Nullable UnitKind kind(@Nullable String word, @Nullable Unit before, List<FieldError> errors) {
        for (UnitKind kind : UnitKind.values()) {
            if (kind.word().equals(word)) {
                if (before != null && before.kind() != kind) {
                    errors.add(new FieldError(
                            "kind", before.name() + " is a " + Grants.words(before.kind()) + " and stays one."));
                }
                return kind;
            }
        }
        errors.add(new FieldError("kind", "A unit is a line of business (“lob”) or a community (“community”)."));
        return null;
    }

    static List<String> memberGroups(
            @Nullable UnitKind kind, @Nullable List<String> groups, @Nullable Unit before, List<FieldError> errors) {
        if (groups == null) {
            return before == null ? List.of() : before.groups();
        }
        if (kind == UnitKind.LOB && !groups.isEmpty()) {
            errors.add(new FieldError("groups", "Only a community has member groups."));
        }
        Set<String> distinct = new LinkedHashSet<>();
        for (String group : groups) {
            String name = group.strip();
            if (!MEMBER_GROUP.matcher(name).matches()) {
                errors.add(new FieldError("groups", "A member group's name has 1 to 60 characters and no comma."));
            } else if (!distinct.add(name)) {
                errors.add(new FieldError("groups", "The member group “" + name + "” is there twice."));
            }
        }
        return List.copyOf(distinct);
    }
}

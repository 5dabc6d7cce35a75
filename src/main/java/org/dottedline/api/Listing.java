package org.dottedline.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.dottedline.refusal.InvalidFields;
import org.jspecify.annotations.Nullable;

/**
 * One part of a list.
 *
 * @param next what to send as {@code after} for the part behind this one, or null at the end
 */
public record Listing<T>(
        List<T> items,
        @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable String next) {

    /** The most that one part holds. */
    public static final int MOST = 200;

    private static final Pattern LIMIT = Pattern.compile("[0-9]{1,3}");
    private static final Pattern PLACE = Pattern.compile("-?[0-9]{1,18}");
    private static final Pattern KEY = Pattern.compile("[a-z0-9.-]{0,60}");

    /** Makes a part out of one row more than asked for, by which it knows whether more is to come. */
    public static <R, T> Listing<T> of(List<R> rows, int limit, Function<R, String> key, Function<R, T> item) {
        List<R> shown = rows.size() > limit ? rows.subList(0, limit) : rows;
        return new Listing<>(
                shown.stream().map(item).toList(), rows.size() > limit ? key.apply(shown.get(shown.size() - 1)) : null);
    }

    /** Reads {@code limit}; throws {@link InvalidFields} unless it is a number from 1 to 200. */
    public static int limit(@Nullable String sent) {
        if (sent == null || sent.isEmpty()) {
            return MOST;
        }
        if (LIMIT.matcher(sent).matches()) {
            int limit = Integer.parseInt(sent);
            if (limit >= 1 && limit <= MOST) {
                return limit;
            }
        }
        throw new InvalidFields("limit", "The limit is a number from 1 to " + MOST + ".");
    }

    /**
     * Reads the number behind which a part begins; null for the first part.
     *
     * @param name as it was sent, {@code after} or {@code before}
     * @throws InvalidFields if it is no number that a list could have given
     */
    public static @Nullable Long place(String name, @Nullable String sent) {
        if (sent == null || sent.isEmpty()) {
            return null;
        }
        if (!PLACE.matcher(sent).matches()) {
            throw new InvalidFields(name, "This is not a place in the list; start without it.");
        }
        return Long.valueOf(sent);
    }

    /** Reads {@code after} where it is a login or unit id; nothing sent is the empty text. */
    public static String after(@Nullable String sent) {
        if (sent == null) {
            return "";
        }
        if (!KEY.matcher(sent).matches()) {
            throw new InvalidFields("after", "Send “after” as “next” gave it.");
        }
        return sent;
    }
}

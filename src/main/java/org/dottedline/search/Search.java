package org.dottedline.search;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dottedline.people.Person;
import org.dottedline.people.Role;
import org.dottedline.refusal.InvalidFields;
import org.dottedline.refusal.NotFound;
import org.dottedline.search.Hit.Place;
import org.dottedline.search.persistence.TextTable;
import org.dottedline.trail.Ref;
import org.dottedline.trail.Trails;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Finds texts. What a person may not read is not looked at, so neither what is found nor its order or number says anything about
 * it.
 */
@Service
@Transactional(readOnly = true)
public class Search {

    private static final Pattern PLACE =
            Pattern.compile("([0-9][0-9.e-]{0,20}) ([A-Za-z_.]{1,60}) ([A-Za-z0-9./-]{1,80})");

    private static final int EACH = 4;

    private final TextTable table;
    private final Trails trails;

    Search(TextTable table, Trails trails) {
        this.table = table;
        this.trails = trails;
    }

    /**
     * The texts that this person may read and that answer the question, the best first.
     *
     * @param after where to go on, as {@link #after} gave it; null from the start
     * @throws InvalidFields if {@code after} is none
     */
    public List<Hit> find(Person person, Question question, @Nullable String after, int limit) {
        return table.find(Trails.Scope.of(person), readers(person), question, place(after), limit);
    }

    /**
     * The same, with the texts of one step together, four of each at most.
     *
     * @param after where to go on, as {@link #after} gave it for the best of a step; null from the start
     * @throws InvalidFields if {@code after} is none
     */
    public List<Heap> heaps(Person person, Question question, @Nullable String after, int limit) {
        return table.heaps(Trails.Scope.of(person), readers(person), question, place(after), limit, EACH);
    }

    /** A step by its reference and its title. */
    public record Step(Ref ref, String title) {}

    /** The step whose reference was typed, if this person may see it. */
    public Optional<Step> step(Person person, Question question) {
        try {
            Ref ref = Ref.of(question.whole().toUpperCase(Locale.ROOT));
            return trails.visibleOf(person, List.of(ref)).stream()
                    .findFirst()
                    .map(seen -> new Step(seen, trails.titles(List.of(seen)).getOrDefault(seen, "")));
        } catch (NotFound noReference) {
            return Optional.empty();
        }
    }

    /** Where to go on behind this hit. */
    public static String after(Hit hit) {
        String place = hit.place().rank() + " " + hit.place().source() + " "
                + hit.place().key();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(place.getBytes(StandardCharsets.UTF_8));
    }

    private static @Nullable Place place(@Nullable String after) {
        if (after == null || after.isEmpty()) {
            return null;
        }
        try {
            Matcher place = PLACE.matcher(new String(Base64.getUrlDecoder().decode(after), StandardCharsets.UTF_8));
            if (place.matches()) {
                // as the number is and not as it was sent: the database refuses one too small for it
                float rank = Float.parseFloat(place.group(1));
                if (Float.isFinite(rank)) {
                    return new Place(Float.toString(rank), place.group(2), place.group(3));
                }
            }
        } catch (IllegalArgumentException notOurs) {
            // said below
        }
        throw new InvalidFields("after", "Send “after” as “next” gave it.");
    }

    /** As the pages have it: each side its own, oversight both but for members' answers, administrators persons and units. */
    private static Set<String> readers(Person person) {
        return switch (person.side()) {
            case STRATEGY -> Set.of("everybody", "both", "strategy");
            case COMMUNITY -> Set.of("everybody", "both", "community", "members");
            case OVERSIGHT -> Set.of("everybody", "both", "strategy", "community", "oversight", "none");
            case NONE -> person.holds(Role.ADMINISTRATOR) ? Set.of("everybody", "administrator") : Set.of();
        };
    }
}

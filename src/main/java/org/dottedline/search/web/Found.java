package org.dottedline.search.web;

import java.util.List;
import org.dottedline.people.Person;
import org.dottedline.people.Side;
import org.dottedline.search.Heap;
import org.dottedline.search.Hit;
import org.dottedline.search.Hit.Piece;
import org.dottedline.trail.Ref;
import org.jspecify.annotations.Nullable;

/**
 * A text that was found, as the page shows it.
 *
 * @param handed whether it passed to the other side, and is read here as it passed
 * @param href where it stands; absent where this person has no page of it
 * @param others what else was found at the same step
 * @param further how many more there are
 */
record Found(
        String kind,
        @Nullable String ref,
        @Nullable String title,
        String side,
        boolean handed,
        List<Piece> snippet,
        @Nullable String href,
        List<Found> others,
        int further) {

    static Found of(Heap heap, Person person, boolean community) {
        return of(
                heap.best(),
                person,
                community,
                heap.others().stream()
                        .map(hit -> of(hit, person, community, List.of(), 0))
                        .toList(),
                heap.further());
    }

    private static Found of(Hit hit, Person person, boolean community, List<Found> others, int further) {
        return new Found(
                hit.kind(),
                hit.ref() == null ? null : hit.ref().text(),
                hit.kind().equals("title") ? null : hit.title(),
                side(hit),
                hit.source().startsWith("handover."),
                hit.snippet(),
                href(hit, person, community),
                others,
                further);
    }

    /** What members said is its community's. */
    static String side(Hit hit) {
        return hit.reader().equals("members") ? Side.COMMUNITY.word() : hit.reader();
    }

    private static @Nullable String href(Hit hit, Person person, boolean community) {
        Ref ref = hit.ref();
        if (ref != null) {
            return "/trails/" + ref
                    + switch (hit.source()) {
                        case "remark.text" -> "/discussion#remark-" + hit.key();
                        case "record.reason" -> "/history";
                        default -> "";
                    };
        }
        return switch (hit.source()) {
            case "word.you_said", "word.we_did" -> "/communities/" + hit.unit() + "/told#word-" + hit.key();
            case "idea.title", "idea.description" -> "/communities/" + hit.unit() + "/ideas";
            case "person.name" -> "/people/" + hit.key();
            default -> unit(hit.key(), person, community);
        };
    }

    private static @Nullable String unit(String unit, Person person, boolean community) {
        if (person.side() == Side.NONE) {
            return "/units/" + unit;
        }
        if (community) {
            return "/communities/" + unit + "/told";
        }
        return person.side() == Side.COMMUNITY ? null : "/money";
    }
}

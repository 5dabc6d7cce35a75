package org.dottedline.search.web;

import java.util.List;
import org.dottedline.api.Listing;
import org.dottedline.people.Person;
import org.dottedline.refusal.InvalidFields;
import org.dottedline.search.Hit;
import org.dottedline.search.Hit.Piece;
import org.dottedline.search.Question;
import org.dottedline.search.Search;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Search as a call. */
@RestController
class SearchApi {

    private final Search search;

    SearchApi(Search search) {
        this.search = search;
    }

    /**
     * A text that was found.
     *
     * @param kind what it is, such as {@code title} or {@code reason}
     * @param side whose it is: {@code strategy}, {@code community}, {@code both} ...
     * @param snippet the part that fits best, in pieces of which some are what was looked for
     */
    record HitShown(
            String kind,
            @Nullable String ref,
            @Nullable String title,
            @Nullable String unit,
            String side,
            List<Piece> snippet) {

        HitShown(Hit hit) {
            this(
                    hit.kind(),
                    hit.ref() == null ? null : hit.ref().text(),
                    hit.title(),
                    hit.unit(),
                    Found.side(hit),
                    hit.snippet());
        }

        HitShown(Search.Step step) {
            this("title", step.ref().text(), step.title(), null, "both", List.of(new Piece(step.title(), false)));
        }
    }

    /** A reference typed exactly finds its step alone. */
    @GetMapping("/api/v1/search")
    Listing<HitShown> search(
            Person person,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable String limit) {
        int most = Listing.limit(limit);
        Question question = Question.of(q).orElseThrow(() -> new InvalidFields("q", "Say what to look for."));
        List<HitShown> step =
                search.step(person, question).map(HitShown::new).stream().toList();
        return step.isEmpty()
                ? Listing.of(search.find(person, question, after, most + 1), most, Search::after, HitShown::new)
                : new Listing<>(step, null);
    }
}

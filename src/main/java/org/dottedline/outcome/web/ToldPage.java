package org.dottedline.outcome.web;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.dottedline.api.Listing;
import org.dottedline.outcome.Word;
import org.dottedline.outcome.WordsOwed;
import org.dottedline.page.Moment;
import org.dottedline.page.Moments;
import org.dottedline.page.Words;
import org.dottedline.people.People;
import org.dottedline.people.Person;
import org.dottedline.people.Unit;
import org.dottedline.people.UnitKind;
import org.dottedline.refusal.NotFound;
import org.dottedline.trail.Ref;
import org.dottedline.trail.Trails;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** “You said, we did”: what the members of a community were told, the newest first. */
@Controller
class ToldPage {

    /** As many as the feed has. */
    static final int PER_PAGE = 20;

    private final WordsOwed told;
    private final Trails trails;
    private final People people;
    private final Moments moments;
    private final Words words;

    ToldPage(WordsOwed told, Trails trails, People people, Moments moments, Words words) {
        this.told = told;
        this.trails = trails;
        this.people = people;
        this.moments = moments;
        this.words = words;
    }

    /** Where the same is for programs, and what that is called; the frame names it in the head of the page. */
    record Feed(String href, String title) {}

    /**
     * One word as the page shows it.
     *
     * @param about what the community called the step
     */
    record Item(long id, @Nullable String about, String youSaid, String weDid, Moment when) {}

    @GetMapping("/communities/{id}/told")
    ModelAndView told(Person person, @PathVariable String id, @RequestParam(required = false) @Nullable String before) {
        Unit community = people.unit(id)
                .filter(unit -> unit.kind() == UnitKind.COMMUNITY)
                .orElseThrow(() -> new NotFound("There is no such community."));
        List<Word> found = told.published(id, Listing.place("before", before), PER_PAGE + 1);
        List<Word> page = found.subList(0, Math.min(PER_PAGE, found.size()));
        Map<Ref, String> titles = trails.titles(page.stream().map(Word::ref).toList());
        return new ModelAndView(
                "outcome/told",
                Map.of(
                        "community",
                        community.name(),
                        "id",
                        id,
                        "feed",
                        new Feed("/communities/" + id + "/told.atom", words.text("told.feed.title", community.name())),
                        "more",
                        found.size() > PER_PAGE ? page.get(PER_PAGE - 1).id() : 0L,
                        "told",
                        page.stream()
                                .map(word -> new Item(
                                        word.id(),
                                        titles.get(word.ref()),
                                        String.valueOf(word.youSaid()),
                                        String.valueOf(word.weDid()),
                                        moments.day(Objects.requireNonNull(word.publishedAt()))))
                                .toList()));
    }
}

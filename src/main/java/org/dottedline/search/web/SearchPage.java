package org.dottedline.search.web;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.dottedline.people.People;
import org.dottedline.people.Person;
import org.dottedline.people.Unit;
import org.dottedline.people.UnitKind;
import org.dottedline.refusal.InvalidFields;
import org.dottedline.search.Heap;
import org.dottedline.search.Question;
import org.dottedline.search.Search;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Search as a page. A reference typed exactly leads straight to its trail. */
@Controller
class SearchPage {

    private static final int PER_PAGE = 20;

    private final Search search;
    private final People people;

    SearchPage(Search search, People people) {
        this.search = search;
        this.people = people;
    }

    /** @param wrong why nothing was looked for, though something was typed */
    record Shown(
            String typed,
            @Nullable String wrong,
            boolean asked,
            boolean further,
            List<Found> found,
            @Nullable String next) {}

    @GetMapping("/search")
    String search(
            Person person,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String after,
            Model model) {
        model.addAttribute("looksFor", q);
        Optional<Question> asked;
        try {
            asked = Question.of(q);
        } catch (InvalidFields tooLong) {
            model.addAttribute("search", new Shown(q, tooLong.sentence(), false, false, List.of(), null));
            return "search/search";
        }
        if (asked.isEmpty()) {
            model.addAttribute("search", new Shown("", null, false, false, List.of(), null));
            return "search/search";
        }
        Question question = asked.get();
        Optional<Search.Step> step = search.step(person, question);
        if (step.isPresent()) {
            return "redirect:/trails/" + step.get().ref();
        }
        List<Heap> heaps = search.heaps(person, question, after, PER_PAGE + 1);
        List<Heap> page = heaps.subList(0, Math.min(PER_PAGE, heaps.size()));
        model.addAttribute(
                "search",
                new Shown(
                        question.whole(),
                        null,
                        true,
                        !after.isEmpty(),
                        found(person, page),
                        heaps.size() > PER_PAGE
                                ? "/search?q=" + URLEncoder.encode(question.whole(), StandardCharsets.UTF_8) + "&after="
                                        + Search.after(page.get(PER_PAGE - 1).best())
                                : null));
        return "search/search";
    }

    private List<Found> found(Person person, List<Heap> heaps) {
        Set<String> communities = heaps.stream()
                        .anyMatch(heap -> heap.best().source().equals("unit.name"))
                ? people.units(UnitKind.COMMUNITY).stream().map(Unit::id).collect(Collectors.toSet())
                : Set.of();
        return heaps.stream()
                .map(heap ->
                        Found.of(heap, person, communities.contains(heap.best().key())))
                .toList();
    }
}

package org.dottedline.idea.web;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.dottedline.engine.UserAction;
import org.dottedline.idea.Chosen;
import org.dottedline.idea.Counted;
import org.dottedline.idea.Idea;
import org.dottedline.idea.IdeaBox;
import org.dottedline.idea.Voices;
import org.dottedline.initiative.Initiatives;
import org.dottedline.page.Moments;
import org.dottedline.page.Words;
import org.dottedline.people.People;
import org.dottedline.people.Person;
import org.dottedline.people.UnitKind;
import org.dottedline.refusal.InvalidFields;
import org.dottedline.refusal.NotFound;
import org.dottedline.refusal.PlainText;
import org.dottedline.trail.Ref;
import org.dottedline.trail.Trails;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.util.UriComponentsBuilder;

/** The idea box of a community: its manager chooses from it; the PMO sees how much is in it. */
@Controller
class IdeaPages {

    private static final int PER_PAGE = 50;
    private static final int MOST_RAISED = 50;
    private static final int LONGEST_SEARCH = 100;
    private static final List<String> STATES = List.of("new", "raised", "aside");
    private static final Pattern PLACE = Pattern.compile("([0-9]{1,18})\\.([0-9]{1,18})");

    private final IdeaBox box;
    private final Voices voices;
    private final Initiatives initiatives;
    private final Trails trails;
    private final People people;
    private final UserAction userAction;
    private final Moments moments;
    private final Words words;

    IdeaPages(
            IdeaBox box,
            Voices voices,
            Initiatives initiatives,
            Trails trails,
            People people,
            UserAction userAction,
            Moments moments,
            Words words) {
        this.box = box;
        this.voices = voices;
        this.initiatives = initiatives;
        this.trails = trails;
        this.people = people;
        this.userAction = userAction;
        this.moments = moments;
        this.words = words;
    }

    /** An idea as the list shows it; {@code day} in words. */
    record Line(Idea idea, @Nullable String day, boolean chosen) {}

    /** A state, how many ideas are in it, and where they are listed. */
    record Segment(String state, int count, String href, boolean current) {}

    /** A need or request, and what of the box was raised with it. */
    record Raised(String ref, long ideas, long votes) {}

    /** An initiative under which a feature can be asked for. */
    record Under(String ref, String title, String href) {}

    /** What was asked to be shown. */
    private record Shown(String state, String q) {
        static Shown of(String state, String q) {
            String beginning = q.length() <= LONGEST_SEARCH ? q : q.substring(0, LONGEST_SEARCH);
            return new Shown(
                    STATES.contains(state) ? state : "new",
                    // no idea has what cannot be stored, and the database cannot even be asked for it
                    PlainText.isStorable(beginning)
                            ? beginning
                            : new String(beginning.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8)
                                    .replaceAll("\\p{Cntrl}", " "));
        }

        String at(String id) {
            UriComponentsBuilder address = UriComponentsBuilder.fromPath("/communities/{id}/ideas");
            if (!state.equals("new")) {
                address.queryParam("state", state);
            }
            if (!q.isBlank()) {
                address.queryParam("q", "{q}");
            }
            return address.encode()
                    .buildAndExpand(Map.of("id", id, "q", q.strip()))
                    .toUriString();
        }
    }

    @GetMapping("/ideas")
    String mine(Person person) {
        List<String> managed = IdeaBox.of(person);
        if (managed.isEmpty() && !IdeaBox.counts(person)) {
            throw new NotFound(words.text("ideas.not-here"));
        }
        return "redirect:/communities" + (managed.size() == 1 ? "/" + managed.get(0) + "/ideas" : "");
    }

    @GetMapping("/communities/{id}/ideas")
    ModelAndView list(
            Person person,
            @PathVariable String id,
            @RequestParam(defaultValue = "new") String state,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String after,
            @RequestParam(defaultValue = "") String undo) {
        Counted counted = counted(person, id);
        return IdeaBox.of(person).contains(id)
                ? page(person, id, Shown.of(state, q), counted, after, undo, Set.of(), null)
                : numbers(person, id, counted);
    }

    private Counted counted(Person person, String id) {
        Counted counted = box.counted(person, id);
        people.unit(id)
                .filter(unit -> unit.kind() == UnitKind.COMMUNITY)
                .orElseThrow(() -> new NotFound(words.text("ideas.not-here")));
        return counted;
    }

    /** How much is in the box, and what of it was raised: no word of a member. */
    private ModelAndView numbers(Person person, String id, Counted counted) {
        ModelAndView page = new ModelAndView("idea/numbers");
        page.addObject("id", id);
        page.addObject("community", people.names().unit(id));
        page.addObject("counted", counted);
        page.addObject(
                "raised",
                box.raisedWith(person, id, MOST_RAISED).entrySet().stream()
                        .map(one -> new Raised(one.getKey().text(), one.getValue()[0], one.getValue()[1]))
                        .toList());
        return page;
    }

    private ModelAndView page(
            Person person,
            String id,
            Shown shown,
            Counted counted,
            String after,
            String undo,
            Set<Long> chosen,
            @Nullable String wrong) {
        Matcher place = PLACE.matcher(after);
        boolean further = place.matches();
        if (!further && !after.isEmpty()) {
            throw new InvalidFields("after", "This is not a place in the list; start without it.");
        }
        List<Idea> found = box.page(
                person,
                id,
                shown.state(),
                shown.q(),
                further ? Long.valueOf(place.group(1)) : null,
                further ? Long.parseLong(place.group(2)) : 0,
                PER_PAGE + 1);
        List<Idea> ideas = found.subList(0, Math.min(PER_PAGE, found.size()));
        ModelAndView page =
                new ModelAndView("idea/box", wrong == null ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
        page.addObject("id", id);
        page.addObject("community", people.names().unit(id));
        page.addObject("counted", counted);
        page.addObject("state", shown.state());
        page.addObject("q", shown.q());
        page.addObject("wrong", wrong);
        page.addObject("undo", undo.matches("[0-9.]{1,2000}") ? List.of(undo.split("\\.")) : List.of());
        page.addObject(
                "segments",
                List.of(
                        segment(id, shown, "new", counted.fresh()),
                        segment(id, shown, "raised", counted.raised()),
                        segment(id, shown, "aside", counted.aside())));
        page.addObject(
                "ideas",
                ideas.stream()
                        .map(idea -> new Line(
                                idea, idea.day() == null ? null : moments.date(idea.day()), chosen.contains(idea.id())))
                        .toList());
        page.addObject("further", further);
        page.addObject("first", shown.at(id));
        page.addObject(
                "next",
                found.size() <= PER_PAGE
                        ? null
                        : UriComponentsBuilder.fromUriString(shown.at(id))
                                .queryParam(
                                        "after",
                                        ideas.get(PER_PAGE - 1).total() + "."
                                                + ideas.get(PER_PAGE - 1).id())
                                .toUriString());
        return page;
    }

    private static Segment segment(String id, Shown shown, String state, int count) {
        return new Segment(
                state, count, new Shown(state, shown.q()).at(id), shown.state().equals(state));
    }

    /** What to do with the chosen ideas. Merging and setting aside happen here; raising goes on to the page that raises. */
    @PostMapping("/communities/{id}/ideas")
    ModelAndView act(
            Person person,
            @PathVariable String id,
            @RequestParam(defaultValue = "") List<Long> idea,
            @RequestParam(defaultValue = "") String act,
            @RequestParam(defaultValue = "new") String state,
            @RequestParam(defaultValue = "") String q,
            RedirectAttributes onward) {
        IdeaBox.require(person, id);
        Shown shown = Shown.of(state, q);
        String ids = idea.stream().map(String::valueOf).collect(Collectors.joining("."));
        try {
            switch (act) {
                case "need", "request" -> {
                    if (idea.isEmpty()) {
                        throw new InvalidFields("idea", words.text("ideas.choose"));
                    }
                    voices.chosen(person, ids);
                    return new ModelAndView(
                            "redirect:" + (act.equals("need") ? "/needs/new" : "/communities/" + id + "/ideas/request")
                                    + "?ideas=" + ids);
                }
                case "merge" -> {
                    Idea root = userAction.run(() -> box.merge(person, id, idea));
                    onward.addFlashAttribute("flash", List.of(words.text("ideas.merged", root.title())));
                }
                case "aside" -> {
                    int count = userAction.run(() -> box.setAside(person, id, idea, false));
                    onward.addFlashAttribute("flash", List.of(words.text("ideas.set-aside", count)));
                    onward.addAttribute("undo", ids);
                }
                case "back" -> {
                    int count = userAction.run(() -> box.setAside(person, id, idea, true));
                    onward.addFlashAttribute("flash", List.of(words.text("ideas.put-back", count)));
                }
                default -> throw new InvalidFields("act", words.text("ideas.act"));
            }
        } catch (InvalidFields refusal) {
            return page(
                    person,
                    id,
                    shown,
                    box.counted(person, id),
                    "",
                    "",
                    Set.copyOf(idea),
                    refusal.errors().get(0).message());
        }
        return new ModelAndView("redirect:" + shown.at(id).replace("{", "%7B").replace("}", "%7D"));
    }

    @PostMapping("/communities/{id}/ideas/{idea}/split")
    String split(
            Person person,
            @PathVariable String id,
            @PathVariable long idea,
            @RequestParam(defaultValue = "new") String state,
            @RequestParam(defaultValue = "") String q,
            RedirectAttributes onward) {
        userAction.run(() -> {
            box.split(person, id, idea);
            return idea;
        });
        onward.addFlashAttribute("flash", List.of(words.text("ideas.split-done")));
        return "redirect:" + Shown.of(state, q).at(id).replace("{", "%7B").replace("}", "%7D");
    }

    /** Under which initiative a feature is asked for; where there is only one, straight on. */
    @GetMapping("/communities/{id}/ideas/request")
    ModelAndView under(Person person, @PathVariable String id, @RequestParam(defaultValue = "") String ideas) {
        IdeaBox.require(person, id);
        Chosen chosen = voices.chosen(person, ideas)
                .filter(one -> one.community().equals(id))
                .orElseThrow(() -> new NotFound(words.text("ideas.not-here")));
        List<Ref> approved = initiatives.approved(id);
        Map<Ref, String> titles = trails.titles(approved);
        List<Under> under = approved.stream()
                .map(ref -> new Under(
                        ref.text(),
                        titles.getOrDefault(ref, ref.text()),
                        "/trails/" + ref + "/requests/new?ideas=" + ideas))
                .toList();
        if (under.size() == 1) {
            return new ModelAndView("redirect:" + under.get(0).href());
        }
        ModelAndView page = new ModelAndView("idea/under");
        page.addObject("id", id);
        page.addObject("community", people.names().unit(id));
        page.addObject("chosen", chosen);
        page.addObject("under", under);
        page.addObject("needHref", "/needs/new?ideas=" + ideas);
        return page;
    }
}

package org.dottedline.web.trail;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.dottedline.handover.Handover;
import org.dottedline.handover.Handovers;
import org.dottedline.handover.Message;
import org.dottedline.page.Due;
import org.dottedline.page.Fact;
import org.dottedline.page.Facts;
import org.dottedline.page.Moment;
import org.dottedline.page.Moments;
import org.dottedline.page.Words;
import org.dottedline.people.Grant;
import org.dottedline.people.Names;
import org.dottedline.people.People;
import org.dottedline.people.Person;
import org.dottedline.people.Side;
import org.dottedline.tasklist.OpenTask;
import org.dottedline.trail.Kind;
import org.dottedline.trail.Ref;
import org.dottedline.trail.State;
import org.dottedline.trail.TrailRow;
import org.dottedline.web.trail.TrailView.Node;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Lays a trail out on its two shores: what strategy has on the left, what the community has on the right, and between them each
 * handover as a dotted line. A band is one row of that: the steps of strategy, and the step of the community that they meet.
 */
@Component
class Shores {

    private static final String MISSED = "missed";

    private final Handovers handovers;
    private final People people;
    private final Facts facts;
    private final Moments moments;
    private final Words words;

    Shores(Handovers handovers, People people, Facts facts, Moments moments, Words words) {
        this.handovers = handovers;
        this.people = people;
        this.facts = facts;
        this.moments = moments;
        this.words = words;
    }

    /**
     * An open task on a step: who has it or may take it, and since when it waits.
     *
     * @param who absent where strategy works on it, and the community is not told who
     * @param since absent where it is not known since when
     */
    record Waiting(
            String name, @Nullable String who, @Nullable String since, boolean late) {}

    /** With these strategy has it. */
    private static final Set<String> HANDED_OVER = Set.of(
            Message.INITIATIVE_PROPOSED.word(), Message.FEATURE_REQUESTED.word(), Message.RESCOPE_ANSWERED.word());

    /**
     * A step, or what one side does about it.
     *
     * @param depth how far it hangs below the first on its shore
     * @param over whether nothing happens there any more
     * @param here whether it is the one that the page is about
     */
    record Step(
            int depth,
            String eyebrow,
            String ref,
            String title,
            boolean linked,
            @Nullable String unit,
            @Nullable String state,
            @Nullable String result,
            List<Fact> facts,
            List<Waiting> tasks,
            boolean over,
            boolean here) {}

    /** @param measured of a reviewed outcome what came out, against where it began and where it was to go */
    record Crossing(
            String name,
            boolean toCommunity,
            Moment at,
            String result,
            @Nullable String measured,
            List<Fact> facts) {}

    /**
     * One row.
     *
     * @param spine whether further steps hang from the first one below this row
     */
    record Band(
            String ref,
            List<Step> strategy,
            List<Crossing> crossings,
            @Nullable Step community,
            boolean spine) {

        private boolean hangs() {
            return strategy.stream().anyMatch(step -> step.depth() == 1);
        }

        private Band withSpine(boolean further) {
            return new Band(ref, strategy, crossings, community, further);
        }
    }

    /** The bands from the top, and whether something is on its way right now. */
    record Drawn(List<Band> bands, boolean moving) {}

    /**
     * Lays it out.
     *
     * @param tree the step that the page is about and all below it
     * @param above the objective of an initiative, so that its line has where to come from
     */
    Drawn draw(Person person, List<Node> tree, Optional<Node> above, Names names) {
        Ref here = tree.get(0).row().ref();
        List<Handover> passed = handovers.atAndBelow(person, here);
        int top = here.path().length;
        List<Band> bands = new ArrayList<>();
        Set<Ref> placed = new HashSet<>();
        for (Node node : tree) {
            if (!placed.add(node.row().ref())) {
                continue;
            }
            List<Step> strategy = new ArrayList<>();
            if (node == tree.get(0)) {
                above.ifPresent(objective -> strategy.add(step(objective, 0, here, names, passed)));
            }
            Node across = node;
            if (onStrategy(node)) {
                strategy.add(step(node, depth(node, top), here, names, passed));
                across = tree.stream()
                        .filter(other -> meets(node, other))
                        .findFirst()
                        .orElse(null);
            }
            if (across == null) {
                bands.add(new Band(node.row().ref().text(), strategy, List.of(), null, false));
                continue;
            }
            placed.add(across.row().ref());
            Ref ref = across.row().ref();
            List<Handover> crossings = passed.stream()
                    .filter(handover -> handover.ref().equals(ref))
                    .toList();
            approval(across, crossings, depth(across, above.isPresent() ? top - 1 : top), names)
                    .ifPresent(strategy::add);
            bands.add(new Band(
                    ref.text(),
                    strategy,
                    crossings.stream()
                            .map(handover -> crossing(handover, names))
                            .toList(),
                    step(across, 0, here, names, passed),
                    false));
        }
        return new Drawn(
                spined(bands), passed.stream().anyMatch(handover -> handover.result() == Handover.Result.WAITING));
    }

    /** From the bottom up: a row above one that hangs carries the line on. */
    private static List<Band> spined(List<Band> bands) {
        List<Band> spined = new ArrayList<>(bands);
        boolean further = false;
        for (int row = bands.size() - 1; row >= 0; row--) {
            spined.set(row, bands.get(row).withSpine(further));
            further = further || bands.get(row).hangs();
        }
        return spined;
    }

    /** The state to show: what was missed is closed, too, but the tick of what is done would be wrong there. */
    String state(TrailRow row) {
        return MISSED.equals(row.result()) ? MISSED : row.state().word();
    }

    /** How it ended, in words; nothing while it runs, or where the state says it all. */
    @Nullable
    String result(TrailRow row) {
        return row.result() == null
                        || row.result().equals(State.WITHDRAWN.word())
                        || row.result().equals(MISSED)
                ? null
                : words.find("ended." + row.result()).orElse(row.result());
    }

    /** The name of a person. */
    String name(String login) {
        return people.find(login).map(Person::name).orElse(login);
    }

    private static boolean onStrategy(Node node) {
        return node.row().kind() == Kind.GOAL || node.row().kind() == Kind.OBJECTIVE;
    }

    /** The first initiative of an objective stands beside it. */
    private static boolean meets(Node strategy, Node other) {
        return strategy.row().kind() == Kind.OBJECTIVE
                && other.row().kind() == Kind.INITIATIVE
                && other.row()
                        .ref()
                        .parent()
                        .filter(strategy.row().ref()::equals)
                        .isPresent();
    }

    private static int depth(Node node, int top) {
        return Math.min(3, node.row().ref().path().length - top);
    }

    private Step step(Node node, int depth, Ref here, Names names, List<Handover> passed) {
        TrailRow row = node.row();
        List<Fact> shown = new ArrayList<>(figures(node, names));
        if (row.reason() != null) {
            shown.add(new Fact(words.text("trail.why"), row.reason(), true));
        }
        Side side = onStrategy(node) ? Side.STRATEGY : Side.COMMUNITY;
        return new Step(
                depth,
                words.text("kind." + row.kind().word()),
                row.ref().text(),
                row.title(),
                !row.ref().equals(here),
                row.unit() == null ? null : names.unit(row.unit()),
                state(row),
                result(row),
                shown,
                node.tasks().stream()
                        .filter(task -> side(task) == side)
                        .map(task -> waiting(task, passed, names, this::name))
                        .toList(),
                !row.running(),
                row.ref().equals(here));
    }

    /** An objective in one line, “40 → 20 defects”, under what is measured; other figures as they come. */
    private List<Fact> figures(Node node, Names names) {
        Map<String, Object> figures = new LinkedHashMap<>(node.figures());
        List<Fact> shown = new ArrayList<>();
        Object measure = figures.remove("measure");
        Object unit = figures.remove("unit");
        Object baseline = figures.remove("baseline");
        Object target = figures.remove("target");
        figures.remove("direction");
        if (measure != null && target != null) {
            String way = baseline == null
                    ? words.text("figure.target", target, unit == null ? "" : unit)
                    : words.text("figure.way", baseline, target, unit == null ? "" : unit);
            shown.add(new Fact(capitalised(measure.toString()), way.strip(), true));
        }
        shown.addAll(facts.of(figures, names::unit));
        return shown;
    }

    /** What strategy does about an initiative once it has been proposed. */
    private Optional<Step> approval(Node node, List<Handover> crossings, int depth, Names names) {
        List<Waiting> tasks = node.tasks().stream()
                .filter(task -> side(task) == Side.STRATEGY)
                .map(task -> waiting(task, crossings, names, this::name))
                .toList();
        Optional<Handover> decided = crossings.stream()
                .filter(handover -> handover.message().equals(Message.INITIATIVE_DECIDED.word()))
                .reduce((first, later) -> later);
        if (node.row().kind() != Kind.INITIATIVE || tasks.isEmpty() && decided.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Step(
                depth,
                words.text("trail.in-answer"),
                node.row().ref().text(),
                words.text("trail.approval"),
                false,
                null,
                null,
                tasks.isEmpty() ? decided.map(this::name).orElse(null) : null,
                List.of(),
                tasks,
                tasks.isEmpty(),
                false));
    }

    /**
     * How a task that waits is shown to whoever may see its step.
     *
     * @param passed what crossed there, the oldest first
     * @param called what a person is called, by login
     */
    Waiting waiting(OpenTask task, List<Handover> passed, Names names, UnaryOperator<String> called) {
        Optional<String> said = TrailView.saidOf(task);
        if (said.isPresent()) {
            return new Waiting(
                    words.text(said.get()),
                    null,
                    passed.stream()
                            .filter(one -> one.ref().equals(task.ref()) && HANDED_OVER.contains(one.message()))
                            .reduce((first, later) -> later)
                            .map(one -> words.text("trail.waits-since", moments.daysSince(one.at())))
                            .orElse(null),
                    false);
        }
        Due due = moments.due(task.due());
        boolean late = due != null && due.late();
        String since = words.text("trail.waits-since", moments.daysSince(task.created()));
        return new Waiting(
                task.name(),
                task.assignee() == null ? names.group(task.group()) : called.apply(task.assignee()),
                late ? words.text("trail.waits-late", since, -due.days()) : since,
                late);
    }

    private static Side side(OpenTask task) {
        return Grant.of(task.group()).map(grant -> grant.role().side()).orElse(Side.NONE);
    }

    private Crossing crossing(Handover handover, Names names) {
        Map<String, Object> said = new LinkedHashMap<>(handover.payload());
        said.remove("reference");
        said.remove("kind");
        return new Crossing(
                name(handover),
                handover.fromSide() == Side.STRATEGY,
                moments.day(handover.at()),
                handover.result().word(),
                measured(said),
                facts.of(said, names::unit));
    }

    private @Nullable String measured(Map<String, Object> said) {
        Object value = said.get("value");
        Object baseline = said.get("baseline");
        Object target = said.get("target");
        return value == null || baseline == null || target == null
                ? null
                : words.text("trail.measured", value.toString(), baseline.toString(), target.toString());
    }

    /** “Approved” and “Changes asked for” say more than “Initiative decided”. */
    private String name(Handover handover) {
        if (handover.payload().get("summary") instanceof String summary
                && handover.message().equals(Message.TRAIL_ENDED.word())) {
            return summary.replaceFirst("\\.$", "");
        }
        Object outcome =
                handover.payload().getOrDefault("decision", handover.payload().get("result"));
        return (outcome == null
                        ? Optional.<String>empty()
                        : words.find("message." + handover.message() + "." + outcome))
                .orElseGet(() -> words.text("message." + handover.message()));
    }

    private static String capitalised(String text) {
        return text.isEmpty() ? text : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }
}

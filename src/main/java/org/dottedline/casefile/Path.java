package org.dottedline.casefile;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.dottedline.casefile.Model.Flow;
import org.jspecify.annotations.Nullable;

/**
 * The way that a process took through its model. The engine remembers where it has been, not by which way it went: that is found
 * by letting each visit take up what an earlier one left on a way that leads to it, the latest first.
 */
public final class Path {

    /**
     * A step of the path.
     *
     * @param way the name of the way by which it went on, where that has one
     */
    public record Step(Visit visit, @Nullable String way) {}

    private final List<Step> steps;
    private final Set<String> taken;

    private Path(List<Step> steps, Set<String> taken) {
        this.steps = steps;
        this.taken = taken;
    }

    /** What a visit left on the ways out of its element; taken up once, or once on each way. */
    private static final class Left {
        private final int visit;
        private final Visit from;
        private final boolean once;
        private final Set<String> used = new HashSet<>();

        private Left(int visit, Visit from, boolean once) {
            this.visit = visit;
            this.from = from;
            this.once = once;
        }

        private boolean offers(Flow flow) {
            return from.element().equals(flow.from()) && (once ? used.isEmpty() : !used.contains(flow.id()));
        }
    }

    /** @param visits in the order in which they began */
    public static Path of(Model model, List<Visit> visits) {
        Set<String> repeated =
                visits.stream().filter(Visit::body).map(Visit::element).collect(Collectors.toSet());
        List<Left> lefts = new ArrayList<>();
        List<@Nullable String> ways = new ArrayList<>();
        Set<String> taken = new LinkedHashSet<>();
        for (int place = 0; place < visits.size(); place++) {
            Visit visit = visits.get(place);
            ways.add(null);
            if (repeated.contains(visit.element()) && !visit.body()) {
                continue;
            }
            takeUp(model, visit, lefts, ways, taken);
            if (visit.out() != null && !visit.interrupted()) {
                Model.Element element = model.elements().get(visit.element());
                lefts.add(new Left(place, visit, element != null && element.chooses()));
            }
        }
        List<Step> steps = new ArrayList<>();
        for (int place = 0; place < visits.size(); place++) {
            steps.add(new Step(visits.get(place), ways.get(place)));
        }
        return new Path(List.copyOf(steps), taken);
    }

    private static void takeUp(
            Model model, Visit visit, List<Left> lefts, List<@Nullable String> ways, Set<String> taken) {
        for (int latest = lefts.size() - 1; latest >= 0; latest--) {
            Left left = lefts.get(latest);
            for (Flow flow : model.flows()) {
                if (flow.to().equals(visit.element()) && left.offers(flow)) {
                    left.used.add(flow.id());
                    taken.add(flow.id());
                    if (!flow.name().isEmpty()) {
                        ways.set(left.visit, flow.name());
                    }
                    return;
                }
            }
        }
    }

    /** In the order in which they began. */
    public List<Step> steps() {
        return steps;
    }

    /** Ids of the ways that were taken at least once. */
    public Set<String> taken() {
        return taken;
    }

    /** Elements that were left as they should be. */
    public Set<String> done() {
        return elements(step -> step.visit().out() != null && !step.visit().interrupted());
    }

    /** Elements where the process is now. */
    public Set<String> present() {
        return elements(step -> step.visit().out() == null);
    }

    /** Elements that the process was made to leave, and never left otherwise. */
    public Set<String> interrupted() {
        Set<String> interrupted = elements(step -> step.visit().interrupted());
        interrupted.removeAll(done());
        interrupted.removeAll(present());
        return interrupted;
    }

    private Set<String> elements(java.util.function.Predicate<Step> which) {
        return steps.stream()
                .filter(which)
                .map(step -> step.visit().element())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }
}

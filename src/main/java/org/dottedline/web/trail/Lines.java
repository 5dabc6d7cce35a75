package org.dottedline.web.trail;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.dottedline.audit.Record;
import org.dottedline.handover.Handover;
import org.dottedline.handover.Handovers;
import org.dottedline.handover.Message;
import org.dottedline.page.Moments;
import org.dottedline.page.Words;
import org.dottedline.people.Names;
import org.dottedline.people.People;
import org.dottedline.people.Person;
import org.dottedline.people.Side;
import org.dottedline.tasklist.OpenTask;
import org.dottedline.trail.Kind;
import org.dottedline.trail.Ref;
import org.dottedline.trail.TrailRow;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Draws what a community has under way as stops along a line: which are behind, where it is, who has it and since when, and what
 * comes. Of the other side it says what the trail says to the same person.
 */
@Component
class Lines {

    private final TrailView view;
    private final Shores shores;
    private final Handovers handovers;
    private final Record record;
    private final People people;
    private final Moments moments;
    private final Words words;

    Lines(
            TrailView view,
            Shores shores,
            Handovers handovers,
            Record record,
            People people,
            Moments moments,
            Words words) {
        this.view = view;
        this.shores = shores;
        this.handovers = handovers;
        this.record = record;
        this.people = people;
        this.moments = moments;
        this.words = words;
    }

    /** A place on a line: whose it is, the tasks that are done there, and the message that says that it is behind. */
    private record Place(
            String key,
            Side side,
            List<String> tasks,
            @Nullable Message reached) {
        static Place community(String key, String... tasks) {
            return new Place(key, Side.COMMUNITY, List.of(tasks), null);
        }

        static Place strategy(String key, String task, Message reached) {
            return new Place(key, Side.STRATEGY, List.of(task), reached);
        }
    }

    private static final Place STILL_WELCOME = Place.community("still-welcome", "ConfirmStillWelcome");
    private static final Map<Kind, List<Place>> PLACES = Map.of(
            Kind.INITIATIVE,
            List.of(
                    Place.community("offered", "ProposeInitiative", "ReviseInitiative"),
                    Place.strategy("decided", "ApproveInitiative", Message.INITIATIVE_DECIDED),
                    Place.community("run", "CloseInitiative"),
                    Place.community("closed")),
            Kind.REQUEST,
            List.of(
                    Place.community("described", "DescribeFeature"),
                    Place.community("asked", "PlanResearch", "SubmitResearch"),
                    Place.strategy("delivered", "DesignFeature", Message.FEATURE_DELIVERED),
                    Place.community("launched", "LaunchWithMembers"),
                    Place.community("reported", "ReportFeedback")),
            Kind.NEED,
            List.of(
                    Place.community("described", "DescribeNeed"),
                    Place.strategy("answered", "AnswerNeed", Message.NEED_ANSWERED),
                    Place.community("told", "TellMembers")));

    /**
     * One stop.
     *
     * @param side whose it is
     * @param state {@code done}, {@code here}, {@code soon} or {@code coming}
     * @param across whether one gets there from the other side
     * @param when the day on which it was left behind
     */
    record Stop(
            String name,
            String side,
            String state,
            boolean across,
            @Nullable String when,
            List<Shores.Waiting> tasks) {}

    /**
     * One line.
     *
     * @param task the open task of the person who looks; absent where it is not their turn
     * @param also what else is open there
     * @param moving whether it is on its way between two stops
     */
    record Line(
            String kind,
            String ref,
            String title,
            @Nullable String unit,
            List<Stop> stops,
            List<Shores.Waiting> also,
            boolean moving,
            @Nullable String task) {}

    /** What units and persons are called. */
    private record Said(Names names, UnaryOperator<String> called) {}

    /** Lines of these steps, which the person may see: as many questions for one as for all. */
    List<Line> draw(Person person, List<TrailRow> rows, Names names) {
        List<Ref> refs = rows.stream().map(TrailRow::ref).toList();
        Map<Ref, List<OpenTask>> tasks = view.tasks(person, refs);
        Map<Ref, List<Handover>> passed = handovers.at(refs);
        Map<String, Map<String, Instant>> done =
                record.lastDone(refs.stream().map(Ref::text).toList(), Side.COMMUNITY);
        Map<String, String> called = people.called(tasks.values().stream()
                .flatMap(List::stream)
                .map(OpenTask::assignee)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet()));
        Said said = new Said(names, login -> called.getOrDefault(login, login));
        return rows.stream()
                .map(row -> line(
                        person,
                        row,
                        tasks.getOrDefault(row.ref(), List.of()),
                        passed.getOrDefault(row.ref(), List.of()).stream()
                                .filter(one -> one.result() == Handover.Result.DELIVERED)
                                .toList(),
                        done.getOrDefault(row.ref().text(), Map.of()),
                        said))
                .toList();
    }

    private Line line(
            Person person,
            TrailRow row,
            List<OpenTask> open,
            List<Handover> passed,
            Map<String, Instant> done,
            Said said) {
        List<Place> places = new ArrayList<>(PLACES.getOrDefault(row.kind(), List.of()));
        if (last(passed, Message.FEATURE_RESCOPED).isPresent()) {
            places.add(2, STILL_WELCOME);
        }
        int here = here(places, open, passed, done);
        List<OpenTask> there = open.stream()
                .filter(task -> places.get(here).tasks().contains(task.task()))
                .toList();
        List<Stop> stops = new ArrayList<>();
        for (int place = 0; place < places.size(); place++) {
            Place at = places.get(place);
            stops.add(new Stop(
                    words.text("lines." + row.kind().word() + "." + at.key()),
                    at.side().word(),
                    place < here ? "done" : place == here ? "here" : place == here + 1 ? "soon" : "coming",
                    place > 0 && places.get(place - 1).side() != at.side(),
                    place < here ? left(at, passed, done) : null,
                    place == here ? waiting(there, passed, said) : List.of()));
        }
        return new Line(
                row.kind().word(),
                row.ref().text(),
                row.title(),
                row.unit() == null ? null : said.names().unit(row.unit()),
                stops,
                waiting(open.stream().filter(task -> !there.contains(task)).toList(), passed, said),
                there.isEmpty(),
                open.stream()
                        .filter(task -> there.isEmpty() || there.contains(task))
                        .filter(task -> person.groups().contains(task.group())
                                && (task.assignee() == null || person.login().equals(task.assignee())))
                        .map(OpenTask::id)
                        .findFirst()
                        .orElse(null));
    }

    private List<Shores.Waiting> waiting(Collection<OpenTask> tasks, List<Handover> passed, Said said) {
        return tasks.stream()
                .map(task -> shores.waiting(task, passed, said.names(), said.called()))
                .toList();
    }

    /** Where something is open; where nothing is, the place after the last that is behind. */
    private static int here(List<Place> places, List<OpenTask> open, List<Handover> passed, Map<String, Instant> done) {
        for (int place = 0; place < places.size(); place++) {
            List<String> tasks = places.get(place).tasks();
            if (open.stream().anyMatch(task -> tasks.contains(task.task()))) {
                return place;
            }
        }
        int here = 0;
        for (int place = 0; place < places.size() - 1; place++) {
            here = leftAt(places.get(place), passed, done).isPresent() ? place + 1 : here;
        }
        return here;
    }

    private @Nullable String left(Place place, List<Handover> passed, Map<String, Instant> done) {
        return leftAt(place, passed, done).map(at -> moments.day(at).words()).orElse(null);
    }

    private static Optional<Instant> leftAt(Place place, List<Handover> passed, Map<String, Instant> done) {
        return place.reached() != null
                ? last(passed, place.reached()).map(Handover::at)
                : place.tasks().stream()
                        .filter(done::containsKey)
                        .map(done::get)
                        .max(Instant::compareTo);
    }

    private static Optional<Handover> last(List<Handover> passed, Message message) {
        return passed.stream()
                .filter(one -> one.message().equals(message.word()))
                .reduce((first, later) -> later);
    }
}

package org.dottedline.web.guide;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dottedline.demo.Finished;
import org.dottedline.demo.FinishedTrail;
import org.dottedline.people.People;
import org.dottedline.people.Person;
import org.dottedline.trail.Ref;
import org.dottedline.web.security.DemoSignIn;
import org.springframework.stereotype.Component;

/**
 * A walk along the finished trail of the demo: at each stop one goes on as another person and looks at the page that mattered to
 * them. Nothing is changed on the way. The stops are found in what the story left, so they are where it left them.
 */
@Component
class Walk {

    private final Finished finished;
    private final People people;
    private final DemoSignIn demo;

    Walk(Finished finished, People people, DemoSignIn demo) {
        this.finished = finished;
        this.people = people;
        this.demo = demo;
    }

    /**
     * One stop.
     *
     * @param key what it is about; its words are {@code walk.look.<key>}
     * @param login as whom one looks, {@code path} at which page
     */
    record Stop(String key, String login, String name, String role, String path) {}

    /** All of them in their order; none where this is no demo, its story was not told, or somebody of it is missing. */
    List<Stop> stops() {
        if (!demo.isOn()) {
            return List.of();
        }
        return finished.trail().map(this::stops).orElse(List.of());
    }

    private List<Stop> stops(FinishedTrail trail) {
        Map<String, Long> done = finished.lastDone(trail.request());
        Map<String, Long> reviewed = finished.lastDone(trail.objective());
        String executive = "lob-executive." + trail.lob();
        String strategist = "strategist." + trail.lob();
        String manager = "community-manager." + trail.community();
        List<Optional<Stop>> stops = new ArrayList<>();
        stops.add(stop("goal", "board", "/trails/" + trail.goal()));
        stops.add(stop("objective", executive, "/trails/" + trail.objective()));
        stops.add(stop("initiative", manager, "/trails/" + trail.initiative()));
        stops.add(stop("research", manager, "/trails/" + trail.request()));
        stops.add(stop("funding", "finance", since(trail.request(), done, "ReviewFunding")));
        stops.add(stop("sourcing", strategist, since(trail.request(), done, "DecideSourcing")));
        stops.add(stop("spending", executive, since(trail.request(), done, "ApproveSpending")));
        stops.add(stop("delivery", "delivery", since(trail.request(), done, "ConfirmDelivery")));
        stops.add(stop("outcome", strategist, since(trail.objective(), reviewed, "RecordOutcome")));
        stops.add(stop("told", manager, finished.toldAt(trail)));
        stops.add(stop("history", "pmo", "/trails/" + trail.goal() + "/history"));
        return stops.stream().allMatch(Optional::isPresent)
                ? stops.stream().map(Optional::orElseThrow).toList()
                : List.of();
    }

    /** The record of a step from where a task was completed. */
    private static String since(Ref ref, Map<String, Long> done, String task) {
        return "/trails/" + ref + "/history?after=" + Math.max(0, done.getOrDefault(task, 1L) - 1);
    }

    private Optional<Stop> stop(String key, String group, String path) {
        return people.personsIn(group).stream()
                .filter(person -> demo.offers(person.login()))
                .findFirst()
                .map(person -> stop(key, person, path));
    }

    private Stop stop(String key, Person person, String path) {
        return new Stop(key, person.login(), person.name(), people.inWords(person), path);
    }
}

package org.dottedline.web.guide;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.util.List;
import java.util.Optional;
import org.dottedline.people.Person;
import org.dottedline.web.guide.Walk.Stop;
import org.dottedline.web.guide.persistence.TourTable;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What the frame of a page tells newcomers: that there is a tour, and how far they are on their walk. */
@Component
public class Guide {

    private static final String ON_THE_WAY = "walk";

    private final TourTable tour;
    private final Walk walk;

    Guide(TourTable tour, Walk walk) {
        this.tour = tour;
        this.walk = walk;
    }

    /**
     * How far one is on the walk.
     *
     * @param step from 1, of {@code of}
     * @param look what to look at, {@code path} where
     * @param next as whom one goes on; absent at the last stop
     */
    public record Bar(
            int step,
            int of,
            String name,
            String role,
            String look,
            String path,
            @Nullable String next) {}

    /** Whether this person has neither taken the tour nor passed it over. */
    public boolean offersTour(Person person) {
        return !tour.answered(person.login());
    }

    /** Whether there is a trail to walk along. */
    public boolean offersWalk() {
        return !walk.stops().isEmpty();
    }

    /** The bar of the walk; empty for who is on none. */
    public Optional<Bar> bar(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (session == null || !(session.getAttribute(ON_THE_WAY) instanceof Integer place)) {
            return Optional.empty();
        }
        List<Stop> stops = walk.stops();
        if (place >= stops.size()) {
            return Optional.empty();
        }
        Stop stop = stops.get(place);
        return Optional.of(new Bar(
                place + 1,
                stops.size(),
                stop.name(),
                stop.role(),
                stop.key(),
                stop.path(),
                place + 1 < stops.size() ? stops.get(place + 1).name() : null));
    }

    static void goTo(HttpServletRequest request, int place) {
        request.getSession().setAttribute(ON_THE_WAY, place);
    }

    static void leave(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (session != null) {
            session.removeAttribute(ON_THE_WAY);
        }
    }
}

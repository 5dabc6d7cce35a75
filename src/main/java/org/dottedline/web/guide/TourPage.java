package org.dottedline.web.guide;

import java.util.ArrayList;
import java.util.List;
import org.dottedline.people.Grant;
import org.dottedline.people.People;
import org.dottedline.people.Person;
import org.dottedline.web.guide.persistence.TourTable;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** One calm page for each role: what one comes here for, where one stands, and the places one will use. */
@Controller
class TourPage {

    private final People people;
    private final Guide guide;
    private final TourTable table;

    TourPage(People people, Guide guide, TourTable table) {
        this.people = people;
        this.guide = guide;
        this.table = table;
    }

    /** A place of the product; its words are {@code tour.place.<key>} and {@code tour.use.<key>}. */
    record Place(String key, String href) {}

    /** A role that one holds. */
    record Part(String role, String title, @Nullable String unit, List<Place> places) {}

    record Shown(String side, List<Part> parts, boolean walks) {}

    @GetMapping("/tour")
    String tour(Person person, Model model) {
        List<Part> parts = new ArrayList<>();
        for (Grant grant : person.grants()) {
            if (parts.stream().noneMatch(part -> part.role().equals(grant.role().word()))) {
                parts.add(new Part(
                        grant.role().word(),
                        grant.role().title(),
                        grant.unit() == null ? null : people.names().unit(grant.unit()),
                        places(grant)));
            }
        }
        model.addAttribute("tour", new Shown(person.side().word(), parts, guide.offersWalk()));
        return "guide/tour";
    }

    /** The tour is offered once: whether one takes it or passes it over, that was it. */
    @PostMapping("/tour")
    String answer(Person person, @RequestParam(defaultValue = "false") boolean take) {
        table.answer(person.login());
        return take ? "redirect:/tour" : "redirect:/tasks";
    }

    private static List<Place> places(Grant grant) {
        String unit = String.valueOf(grant.unit());
        Place tasks = new Place("tasks", "/tasks");
        Place trails = new Place("trails", "/trails");
        Place map = new Place("map", "/map");
        return switch (grant.role()) {
            case BOARD -> List.of(tasks, new Place("goal", "/goals/new"), map, new Place("limits", "/limits"));
            case LOB_EXECUTIVE, STRATEGIST ->
                List.of(tasks, trails, map, new Place("budget", "/lobs/" + unit + "/budget"));
            case FINANCE ->
                List.of(tasks, new Place("communities", "/communities"), new Place("money", "/money"), trails);
            case SOURCING, DELIVERY -> List.of(tasks, trails, map);
            case COMMUNITY_MANAGER ->
                List.of(
                        tasks,
                        new Place("need", "/needs/new"),
                        new Place("finances", "/communities/" + unit + "/finances"),
                        new Place("told", "/communities/" + unit + "/told"));
            case PMO -> List.of(new Place("lists", "/lists"), trails, map, new Place("system", "/system"));
            case ADMINISTRATOR -> List.of(new Place("people", "/people"), new Place("system", "/system"));
        };
    }
}

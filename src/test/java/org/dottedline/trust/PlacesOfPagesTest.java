package org.dottedline.trust;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dottedline.Api;
import org.dottedline.Api.Answer;
import org.dottedline.Visitor;
import org.dottedline.Visitor.Sheet;
import org.dottedline.trust.Doors.Door;
import org.junit.jupiter.api.Test;

/** Where a page of a list goes on stands in its link, and whoever writes something else there is told so and shown nothing more. */
class PlacesOfPagesTest extends AttackedProduct {

    private static final List<String> FORGED = List.of(
            "' or 1=1 --",
            "G1' union select password from person --",
            "nonsense",
            "0x1",
            "9".repeat(40),
            "\u0661",
            "\u0000",
            "MjAyNi0wMS0wMVQwMDowMDowMFogJyBvciAxPTEgLS0",
            "x".repeat(5000));

    private static final List<String> NUMBERS = List.of("9223372036854775807", "1000000000");

    private List<Door> lists() {
        List<Door> lists = Doors.ofPages(mappings).stream()
                .filter(door -> !door.changes())
                .filter(door ->
                        door.parameters().contains("after") || door.parameters().contains("before"))
                .toList();
        assertThat(lists).hasSizeGreaterThan(10);
        return lists;
    }

    private String at(Door door, String place) {
        String id = door.path().startsWith("/lobs") ? OpenTasks.LOB : OpenTasks.COMMUNITY;
        String path = door.at(Doors.values(id, tasks.one("AcceptDelivery").ref()));
        String name = door.parameters().contains("after") ? "after" : "before";
        String question = door.parameters().contains("q") && door.path().equals("/search") ? "q=trust&" : "";
        return path + "?" + question + name + "=" + Api.encoded(place);
    }

    @Test
    @Attack(16)
    void aPlaceThatNoListGaveIsRefusedWithASentence() throws Exception {
        List<String> taken = new ArrayList<>();
        Visitor pmo = Visitor.at(port, "pmo");
        Visitor manager = Visitor.at(port, OpenTasks.MANAGER);
        Set<String> reached = new HashSet<>();
        unchanged.by(() -> {
            long refused = 0;
            for (Door door : lists()) {
                // whose page it is
                Visitor reader = door.path().startsWith("/communities") ? manager : pmo;
                reached.add(door.path());
                for (String forged : FORGED) {
                    Sheet sheet = reader.open(at(door, forged));
                    Leaks.onlyText(door + " from " + forged, sheet.html());
                    if (sheet.status() == 400 || sheet.status() == 404 || sheet.status() == 422) {
                        assertThat(sheet.text()).as(door.toString()).contains(".");
                        refused++;
                    } else {
                        taken.add(sheet.status() + " " + door + " from " + shortly(forged));
                    }
                }
                for (String number : NUMBERS) {
                    Sheet sheet = reader.open(at(door, number));
                    assertThat(sheet.status()).as(door + " from " + number).isIn(200, 400, 404, 422);
                    Leaks.onlyText(door + " from " + number, sheet.html());
                    refused += sheet.status() == 200 ? 0 : 1;
                }
            }
            return refused;
        });
        assertThat(taken).isEmpty();
        assertThat(reached).hasSizeGreaterThan(10);
    }

    private static String shortly(String forged) {
        return forged.length() > 60 ? forged.substring(0, 60) + "…" : forged;
    }

    /** Of every list the place in it of somebody who sees more, taken to every page: what stands there one may open, or nothing does. */
    @Test
    @Attack(16)
    void thePlaceOfAnotherPersonOrOfAnotherListShowsNothingOfTheirs() {
        Map<String, String> places = placesInLists();
        assertThat(places).hasSizeGreaterThan(5);
        long tried = 0;
        Map<String, Integer> known = new HashMap<>();
        for (String thief : List.of(OpenTasks.EXECUTIVE, "cm-users")) {
            Visitor visitor = Visitor.at(port, thief);
            for (Door door : lists()) {
                if (visitor.open(at(door, "").replaceAll("(after|before)=$", ""))
                                .status()
                        != 200) {
                    assertThat(visitor.open(at(door, places.values().iterator().next()))
                                    .status())
                            .isIn(403, 404);
                    continue; // not theirs from the beginning, and from no other place
                }
                for (Map.Entry<String, String> place : places.entrySet()) {
                    String what = thief + " at " + door + " from a place in " + place.getKey();
                    Sheet sheet = visitor.open(at(door, place.getValue()));
                    assertThat(sheet.status()).as(what).isIn(200, 400, 403, 404, 422);
                    Leaks.onlyText(what, sheet.html());
                    for (String shown : sheet.all("href=\"(/(?:trails|tasks)/[^\"?#/]+)[\"?#/]")) {
                        if (shown.equals("/trails/search")) {
                            continue;
                        }
                        assertThat(known.computeIfAbsent(
                                        thief + shown,
                                        any -> tasks.api()
                                                .as(thief)
                                                .get("/api/v1" + shown)
                                                .status()))
                                .as(what + " leads to " + shown)
                                .isIn(200, 409);
                    }
                    tried++;
                }
            }
        }
        Tried.times(tried);
    }

    private Map<String, String> placesInLists() {
        String request = tasks.one("AcceptDelivery").ref();
        Map<String, String> places = new LinkedHashMap<>();
        for (Door door : Doors.ofApi(tasks.api())) {
            if (door.changes() || !door.parameters().contains("after")) {
                continue;
            }
            String question = door.parameters().contains("q") ? "?q=trust&limit=1" : "?limit=1";
            for (String owner : List.of("pmo", OpenTasks.MANAGER, "admin")) {
                Answer first =
                        tasks.api().as(owner).get(door.at(Doors.values(OpenTasks.COMMUNITY, request)) + question);
                if (first.status() == 200 && first.next() != null) {
                    places.putIfAbsent(door.path(), first.next());
                }
            }
        }
        return places;
    }
}

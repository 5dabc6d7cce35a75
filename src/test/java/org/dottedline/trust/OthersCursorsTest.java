package org.dottedline.trust;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dottedline.Api;
import org.dottedline.Api.Answer;
import org.dottedline.trust.Doors.Door;
import org.junit.jupiter.api.Test;

/** Where somebody else was in a list is a place and no right: from there on one finds what is one's own, or nothing. */
class OthersCursorsTest extends AttackedProduct {

    private static final List<String> PEOPLE =
            List.of(OpenTasks.MANAGER, OpenTasks.EXECUTIVE, "pmo", "admin", "controller", "cm-users");

    @Test
    @Attack(16)
    void theCursorOfAnotherPersonOpensNothing() {
        String request = tasks.one("AcceptDelivery").ref();
        long tried = 0;
        Set<String> lists = new HashSet<>();
        for (Door door : Doors.ofApi(tasks.api())) {
            if (door.changes() || !door.parameters().contains("after")) {
                continue;
            }
            String start = door.at(Doors.values(OpenTasks.COMMUNITY, request)) + "?q=trust&";
            start = door.parameters().contains("q") ? start : start.replace("q=trust&", "");
            for (String owner : PEOPLE) {
                Answer first = tasks.api().as(owner).get(start + "limit=1");
                if (first.status() != 200 || first.next() == null) {
                    continue;
                }
                lists.add(door.path());
                for (String thief : PEOPLE) {
                    if (!thief.equals(owner)) {
                        nothingButTheirOwn(thief, start, first.next());
                        tried++;
                    }
                }
            }
        }
        assertThat(lists).hasSizeGreaterThan(5);
        Tried.times(tried);
    }

    private void nothingButTheirOwn(String thief, String start, String cursor) {
        Answer stolen = tasks.api().as(thief).get(start + "limit=200&after=" + Api.encoded(cursor));
        Answer own = tasks.api().as(thief).get(start + "limit=200");
        if (own.status() != 200) {
            assertThat(stolen.status()).as(stolen.toString()).isEqualTo(own.status());
            return;
        }
        assertThat(stolen.status()).as(stolen.toString()).isIn(200, 422);
        if (stolen.status() == 200) {
            List<Map<String, Object>> all = new ArrayList<>(own.items());
            for (int part = 0; own.next() != null && part < 20; part++) {
                own = tasks.api().as(thief).get(start + "limit=200&after=" + Api.encoded(own.next()));
                all.addAll(own.items());
            }
            assertThat(all).as(stolen.toString()).containsAll(stolen.items());
        }
    }
}

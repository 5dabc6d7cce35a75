package org.dottedline.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dottedline.Api.fields;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dottedline.Api.Answer;
import org.dottedline.Api.Caller;
import org.dottedline.Visitor;
import org.dottedline.page.ReadsFields;
import org.dottedline.trust.Doors.Door;
import org.junit.jupiter.api.Test;

/** What is no task is as strict as the gate is. */
class OutsideTheGateTest extends AttackedProduct {

    @Test
    @Attack(2)
    void noFormOfAPageTakesAFieldThatItDoesNotHave() throws Exception {
        List<String> reading = new ArrayList<>();
        mappings.getHandlerMethods().forEach((mapping, handler) -> {
            if (handler.hasMethodAnnotation(ReadsFields.class)) {
                reading.addAll(mapping.getPatternValues());
            }
        });
        List<Door> doors = Doors.ofPages(mappings).stream()
                .filter(door -> door.changes() && !reading.contains(door.path()))
                .toList();
        assertThat(doors).hasSizeGreaterThan(25);
        Map<String, String> values = Doors.values(
                tasks.one("TellMembers").id(), tasks.one("TellMembers").ref());
        Visitor visitor = Visitor.at(port, OpenTasks.MANAGER);
        visitor.open("/tasks");
        unchanged.by(() -> {
            for (Door door : doors) {
                Visitor.Sheet sheet = visitor.send(door.at(values), "approved", "true");
                assertThat(sheet.status()).as(door.toString()).isEqualTo(422);
                assertThat(sheet.text()).contains("approved");
            }
            return doors.size();
        });
    }

    @Test
    void nobodyAndNothingIsCalledLikeThePageThatAddsThem() {
        Caller admin = tasks.api().as("admin");
        admin.put("/api/v1/people/new", fields("name", "New", "roles", List.of()))
                .wrong("login");
        admin.put("/api/v1/units/new", fields("kind", "lob", "name", "New")).wrong("id");
    }

    @Test
    void oneByOneHandoversAreTheWholeList() {
        Caller pmo = tasks.api().as("pmo");
        String request = tasks.one("TellMembers").ref();
        String path = "/api/v1/trails/" + request.substring(0, request.indexOf('.')) + "/handovers";
        List<Map<String, Object>> whole = pmo.get(path + "?limit=200").ok().items();
        List<Map<String, Object>> found = new ArrayList<>();
        Answer part = pmo.get(path + "?limit=7").ok();
        found.addAll(part.items());
        while (part.next() != null) {
            part = pmo.get(path + "?limit=7&after=" + part.next()).ok();
            assertThat(part.items()).hasSizeBetween(1, 7);
            found.addAll(part.items());
        }
        assertThat(found).isEqualTo(whole).hasSizeGreaterThan(20);
        pmo.get(path + "?limit=1000000000").wrong("limit");
        pmo.get(path + "?after=x").wrong("after");
    }
}

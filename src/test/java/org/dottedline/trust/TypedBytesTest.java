package org.dottedline.trust;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.dottedline.Visitor;
import org.dottedline.Visitor.Sheet;
import org.dottedline.trust.Doors.Door;
import org.junit.jupiter.api.Test;

/** What is no text is no field of any form of a page: bytes that no encoding has, NUL, and more than anybody types. */
class TypedBytesTest extends AttackedProduct {

    private static final Set<String> NO_FIELDS = Set.of("/sign-out", "/sign-in", "/walk", "/walk/leave");

    private static final List<String> PEOPLE =
            List.of(OpenTasks.MANAGER, OpenTasks.EXECUTIVE, "controller", "pmo", "admin");

    private List<Door> forms() {
        List<Door> forms = Doors.ofPages(mappings).stream()
                .filter(door -> door.changes() && !NO_FIELDS.contains(door.path()))
                // forms of tasks are attacked on their own, and claiming brings nothing that is read
                .filter(door ->
                        !door.path().startsWith("/tasks/") && !door.parameters().isEmpty())
                .toList();
        assertThat(forms).hasSizeGreaterThan(15);
        return forms;
    }

    private String at(Door door) {
        String id = door.path().startsWith("/lobs")
                ? OpenTasks.LOB
                : door.path().startsWith("/communities")
                        ? OpenTasks.COMMUNITY
                        : tasks.one("TellMembers").id();
        return door.at(Doors.values(id, tasks.one("TellMembers").ref()));
    }

    /** All fields of a form with these bytes, as they stand: what goes in front of the last equals sign is sent so. */
    private static Sheet send(Visitor visitor, Door door, String at, String bytes) {
        String all = door.parameters().stream()
                .map(name -> name + "=" + bytes)
                .collect(Collectors.joining("&", "", "&" + door.parameters().get(0)));
        return visitor.send(at, all, "x");
    }

    @Test
    @Attack(3)
    void bytesThatAreNoTextAreRefusedByEveryFormOfAPage() throws Exception {
        List<String> taken = new ArrayList<>();
        for (String person : PEOPLE) {
            Visitor visitor = Visitor.at(port, person);
            visitor.open("/tasks");
            unchanged.by(() -> {
                long refused = 0;
                for (Door door : forms()) {
                    List<String> all = person.equals(OpenTasks.MANAGER)
                            ? List.of("%ED%A0%80", "%FF", "%C0%AF", "a%00b")
                            : List.of("a%00b");
                    for (String bytes : all) {
                        Sheet sheet = send(visitor, door, at(door), bytes);
                        Leaks.onlyText(door + " with " + bytes, sheet.html());
                        if (sheet.status() / 100 == 4) {
                            refused++;
                        } else if (sheet.status() != 200 || !bytes.equals("a%00b")) {
                            taken.add(sheet.status() + " " + door + " with " + bytes + " by " + person);
                        }
                    }
                }
                return refused;
            });
        }
        assertThat(taken).isEmpty();
    }

    @Test
    @Attack(3)
    void tenMegabytesAreRefusedWithASentenceWhereverSomebodyTypes() throws Exception {
        String much = "text=" + "x".repeat(10_000_000) + "&more";
        String ref = tasks.one("TellMembers").ref();
        Map<String, String> typed = Map.of(
                "/trails/" + ref + "/discussion",
                OpenTasks.MANAGER,
                "/deputies",
                OpenTasks.EXECUTIVE,
                "/people/new",
                "admin",
                "/sign-in",
                "pmo");
        unchanged.by(() -> {
            for (Map.Entry<String, String> one : typed.entrySet()) {
                Visitor visitor = Visitor.at(port, one.getValue());
                visitor.open("/tasks");
                Sheet sheet = visitor.send(one.getKey(), much, "x");
                assertThat(sheet.status()).as(one.getKey()).isIn(400, 413, 422);
                assertThat(sheet.text()).contains(".");
                Leaks.none(one.getKey(), sheet.html());
            }
            return typed.size();
        });
    }

    @Test
    @Attack(3)
    void theNameOfAFileIsTextOrRefused() {
        Visitor manager = Visitor.at(port, OpenTasks.MANAGER);
        String attachments = "/trails/" + tasks.one("TellMembers").ref() + "/attachments";
        List<String> names = List.of(
                "a\u0000b.csv",
                "a\ud800b.csv",
                "\u202efdp.csv",
                "\u00e4".repeat(251) + ".csv",
                "n".repeat(4000) + ".csv");
        for (String name : names) {
            manager.open(attachments);
            Sheet sheet = manager.upload(attachments, "file", name, "a,b\n1,2\n".getBytes());
            assertThat(sheet.status()).as(name.substring(0, 5) + sheet.text()).isIn(200, 400, 413, 422);
            assertThat(sheet.text()).contains(".");
            Leaks.onlyText(attachments, sheet.html());
            assertThat(sheet.html()).doesNotContain("\u0000", "\u202e");
        }
        Tried.times(names.size());
    }
}

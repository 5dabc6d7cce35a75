package org.dottedline.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Collectors;
import org.dottedline.idea.Export;
import org.dottedline.idea.Idea;
import org.dottedline.idea.IdeaBox;
import org.dottedline.idea.Voices;
import org.dottedline.people.People;
import org.dottedline.people.Person;
import org.dottedline.trail.Kind;
import org.dottedline.trail.TrailRow;
import org.dottedline.trail.Trails;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/** What members of the demo wish for: files as their tools write them, taken as a manager takes them. */
@Component
class DemoIdeas {

    private final Teller teller;
    private final IdeaBox box;
    private final Voices voices;
    private final People people;
    private final Trails trails;

    DemoIdeas(Teller teller, IdeaBox box, Voices voices, People people, Trails trails) {
        this.teller = teller;
        this.box = box;
        this.voices = voices;
        this.people = people;
        this.trails = trails;
    }

    List<Chapter> chapters() {
        return List.of(new Chapter("ideas", this::ideas));
    }

    private void ideas() {
        teller.at(24, 10);
        take("cm-developers", "developers");
        take("cm-users", "users");
        Person manager = person("cm-developers");
        List<Idea> heard = box.page(manager, "developers", "new", "release notes", null, 0, 2);
        trails.running(Kind.NEED, "developers").stream()
                .filter(need -> need.title().startsWith("Release notes"))
                .map(TrailRow::ref)
                .findFirst()
                .ifPresent(need -> voices.chosen(
                                manager,
                                heard.stream()
                                        .map(idea -> String.valueOf(idea.id()))
                                        .collect(Collectors.joining(".")))
                        .ifPresent(chosen -> voices.attach(manager, chosen, need)));
    }

    private void take(String login, String community) {
        ClassPathResource file = new ClassPathResource("demo/ideas-" + community + ".csv");
        try {
            box.take(person(login), community, Export.of(file::getInputStream));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private Person person(String login) {
        return people.find(login).orElseThrow();
    }
}

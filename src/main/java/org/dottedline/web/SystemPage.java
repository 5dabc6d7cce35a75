package org.dottedline.web;

import java.util.List;
import org.dottedline.database.Database;
import org.dottedline.engine.Progress;
import org.dottedline.page.Fact;
import org.dottedline.page.Moment;
import org.dottedline.page.Moments;
import org.dottedline.page.Words;
import org.dottedline.people.Person;
import org.dottedline.people.Role;
import org.dottedline.refusal.Forbidden;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** How the system is doing, for the PMO and administrators: where it, and not a person, is slow. */
@Controller
class SystemPage {

    private final Database database;
    private final Progress progress;
    private final Moments moments;
    private final Words words;

    SystemPage(Database database, Progress progress, Moments moments, Words words) {
        this.database = database;
        this.progress = progress;
        this.moments = moments;
        this.words = words;
    }

    record Incident(Moment at, String ref, String step) {}

    record Shown(List<Fact> facts, List<Incident> incidents) {}

    @GetMapping("/system")
    String system(Person person, Model model) {
        if (!person.holds(Role.PMO) && !person.holds(Role.ADMINISTRATOR)) {
            throw new Forbidden(words.text("system.not-yours"));
        }
        String version = SystemPage.class.getPackage().getImplementationVersion();
        model.addAttribute(
                "system",
                new Shown(
                        List.of(
                                fact("version", version == null ? words.text("system.from-source") : version),
                                fact("due", String.valueOf(progress.due())),
                                fact("later", String.valueOf(progress.later())),
                                new Fact(words.text("system.fact.database"), database.description(), true)),
                        progress.stuck().stream()
                                .map(stuck -> new Incident(
                                        moments.minute(stuck.since()), stuck.ref(), Words.ofElement(stuck.step())))
                                .toList()));
        return "web/system";
    }

    private Fact fact(String key, String value) {
        return new Fact(words.text("system.fact." + key), value, false);
    }
}

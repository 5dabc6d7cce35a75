package org.dottedline.web;

import java.util.List;
import java.util.Objects;
import org.dottedline.audit.Entry;
import org.dottedline.audit.Record;
import org.dottedline.database.Database;
import org.dottedline.engine.Incidents;
import org.dottedline.engine.Incidents.Workload;
import org.dottedline.engine.UserAction;
import org.dottedline.page.Fact;
import org.dottedline.page.Moment;
import org.dottedline.page.Moments;
import org.dottedline.page.Words;
import org.dottedline.people.Names;
import org.dottedline.people.People;
import org.dottedline.people.Person;
import org.dottedline.people.Role;
import org.dottedline.people.Side;
import org.dottedline.refusal.Forbidden;
import org.dottedline.tasklist.Tasklist;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** How the system is doing, for the PMO and administrators: where it, and not a person, is slow. */
@Controller
class SystemPage {

    private static final int MOST = 200;

    private final Database database;
    private final Incidents incidents;
    private final Record record;
    private final UserAction userAction;
    private final Tasklist tasklist;
    private final People people;
    private final Moments moments;
    private final Words words;

    SystemPage(
            Database database,
            Incidents incidents,
            Record record,
            UserAction userAction,
            Tasklist tasklist,
            People people,
            Moments moments,
            Words words) {
        this.database = database;
        this.incidents = incidents;
        this.record = record;
        this.userAction = userAction;
        this.tasklist = tasklist;
        this.people = people;
        this.moments = moments;
        this.words = words;
    }

    record Stuck(String job, Moment at, String ref, String step) {}

    /** A task past its due date: {@code who} has taken it, else the group that may, in words. */
    record Late(Moment due, String ref, String task, String who) {}

    /** A task that nobody of its group may do. */
    record Left(String ref, String task, String group) {}

    /** @param late absent for whoever sees no content, as {@code left} */
    record Shown(
            List<Fact> facts,
            List<Stuck> incidents,
            @Nullable List<Late> late,
            @Nullable List<Left> left) {}

    @GetMapping("/system")
    String system(Person person, Model model) {
        admit(person);
        String version = SystemPage.class.getPackage().getImplementationVersion();
        Workload workload = incidents.workload();
        model.addAttribute(
                "system",
                new Shown(
                        List.of(
                                fact("version", version == null ? words.text("system.from-source") : version),
                                fact("incidents", String.valueOf(workload.incidents())),
                                fact("waiting", String.valueOf(workload.waiting())),
                                fact("failing", String.valueOf(workload.failing())),
                                fact("timers", String.valueOf(workload.timers())),
                                new Fact(words.text("system.fact.database"), database.description(), true)),
                        incidents.list(MOST).stream()
                                .map(stuck -> new Stuck(
                                        stuck.job(),
                                        moments.minute(stuck.since()),
                                        stuck.ref(),
                                        Words.ofElement(stuck.element().replace("#multiInstanceBody", ""))))
                                .toList(),
                        person.holds(Role.PMO) ? late() : null,
                        person.holds(Role.PMO) ? left() : null));
        return "web/system";
    }

    /** Lets a step that was given up on be tried once more. */
    @PostMapping("/system/steps/{job}/again")
    String again(Person person, @PathVariable String job, RedirectAttributes onward) {
        admit(person);
        Incidents.Incident ended = userAction.run(() -> {
            Incidents.Incident incident = incidents.tryAgain(job);
            record.write(Entry.of("step-tried-again", Side.OVERSIGHT)
                    .at(incident.ref().isEmpty() ? null : incident.ref())
                    .in(incident.process(), null, incident.element())
                    .by(person.login(), String.join(",", person.groups())));
            return incident;
        });
        onward.addFlashAttribute(
                "flash", List.of(words.text("system.tried-again", Words.ofElement(ended.element()), ended.ref())));
        return "redirect:/system";
    }

    private List<Late> late() {
        Names names = people.names();
        return tasklist.overdue(MOST).stream()
                .map(task -> new Late(
                        moments.day(Objects.requireNonNull(task.due())),
                        task.ref().text(),
                        task.name(),
                        task.assignee() == null
                                ? names.group(task.group())
                                : people.find(task.assignee()).map(Person::name).orElse(task.assignee())))
                .toList();
    }

    private List<Left> left() {
        Names names = people.names();
        return tasklist.withoutAnybody(MOST).stream()
                .map(task -> new Left(task.ref().text(), task.name(), names.group(task.group())))
                .toList();
    }

    private void admit(Person person) {
        if (!person.holds(Role.PMO) && !person.holds(Role.ADMINISTRATOR)) {
            throw new Forbidden(words.text("system.not-yours"));
        }
    }

    private Fact fact(String key, String value) {
        return new Fact(words.text("system.fact." + key), value, false);
    }
}

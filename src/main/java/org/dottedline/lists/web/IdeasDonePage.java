package org.dottedline.lists.web;

import java.util.List;
import org.dottedline.audit.Entry;
import org.dottedline.audit.Lists;
import org.dottedline.lists.Filter;
import org.dottedline.lists.Row;
import org.dottedline.lists.Rows;
import org.dottedline.page.Moment;
import org.dottedline.page.Moments;
import org.dottedline.people.People;
import org.dottedline.people.Person;
import org.dottedline.refusal.NotFound;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** What was done with the ideas of one community, for who manages it and for the PMO. */
@Controller
class IdeasDonePage {

    private static final int PER_PAGE = 50;

    private final Lists lists;
    private final Rows rows;
    private final People people;
    private final Moments moments;

    IdeasDonePage(Lists lists, Rows rows, People people, Moments moments) {
        this.lists = lists;
        this.rows = rows;
        this.people = people;
        this.moments = moments;
    }

    record Line(Row row, Moment at) {}

    @GetMapping("/communities/{id}/ideas/done")
    String done(
            Person person,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String after,
            Model model) {
        List<Entry> entries = lists.ideasOf(person, id, Filter.place(after), PER_PAGE + 1);
        List<Entry> shown = entries.subList(0, Math.min(PER_PAGE, entries.size()));
        model.addAttribute("id", id);
        model.addAttribute(
                "community",
                people.unit(id)
                        .orElseThrow(() -> new NotFound("There is no such community."))
                        .name());
        model.addAttribute(
                "lines",
                rows.teller().apply(shown).stream()
                        .map(row -> new Line(row, moments.minute(row.at())))
                        .toList());
        model.addAttribute(
                "next",
                entries.size() > PER_PAGE
                        ? "/communities/" + id + "/ideas/done?after="
                                + shown.get(PER_PAGE - 1).seq()
                        : null);
        return "lists/ideas-done";
    }
}

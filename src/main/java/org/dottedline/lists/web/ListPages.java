package org.dottedline.lists.web;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dottedline.audit.Entry;
import org.dottedline.audit.ListKind;
import org.dottedline.audit.Lists;
import org.dottedline.audit.Selection;
import org.dottedline.lists.Filter;
import org.dottedline.lists.Row;
import org.dottedline.lists.Rows;
import org.dottedline.page.Moment;
import org.dottedline.page.Moments;
import org.dottedline.page.Words;
import org.dottedline.people.People;
import org.dottedline.people.Person;
import org.dottedline.people.Unit;
import org.dottedline.refusal.FieldError;
import org.dottedline.refusal.InvalidFields;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.util.UriComponentsBuilder;

/** The PMO's lists over all trails, and the way to their files. */
@Controller
class ListPages {

    private static final int PER_PAGE = 50;

    private final Lists lists;
    private final Filter filter;
    private final Rows rows;
    private final People people;
    private final Moments moments;
    private final Words words;

    ListPages(Lists lists, Filter filter, Rows rows, People people, Moments moments, Words words) {
        this.lists = lists;
        this.filter = filter;
        this.rows = rows;
        this.people = people;
        this.moments = moments;
        this.words = words;
    }

    /** @param problems what is wrong with a field of the filter, by its name */
    record Shown(
            String kind,
            boolean onTrails,
            Filter.Sent sent,
            Map<String, String> problems,
            List<Unit> units,
            @Nullable Found found) {}

    /**
     * What a filter finds.
     *
     * @param filter in words
     * @param count how many there are, {@code asOf} when
     * @param next where the rows behind these are
     */
    record Found(
            String filter,
            long count,
            Moment asOf,
            List<Line> lines,
            @Nullable String next,
            boolean further,
            String first,
            String csv,
            String xlsx) {}

    record Line(Row row, Moment at, @Nullable String amount) {}

    /** Kinds of list, for the way from one to the other. */
    static List<String> kinds() {
        return Arrays.stream(ListKind.values()).map(ListKind::word).toList();
    }

    @GetMapping("/lists")
    String all(Person person, Model model) {
        Lists.admit(person);
        model.addAttribute("kinds", kinds());
        return "lists/all";
    }

    @GetMapping("/lists/{kind}")
    ModelAndView one(
            Person person,
            @PathVariable String kind,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(required = false) @Nullable String ref,
            @RequestParam(required = false) @Nullable String unit,
            @RequestParam(required = false) @Nullable String after) {
        Lists.admit(person);
        ListKind list = Filter.kind(kind);
        Filter.Sent sent = new Filter.Sent(from, to, ref, unit);
        Map<String, String> problems = new LinkedHashMap<>();
        Found found = null;
        try {
            found = found(person, filter.read(list, sent), Filter.place(after));
        } catch (InvalidFields wrong) {
            for (FieldError error : wrong.errors()) {
                problems.put(error.field(), error.message());
            }
        }
        ModelAndView page = new ModelAndView("lists/list");
        page.addObject("kinds", kinds());
        page.addObject("list", new Shown(list.word(), list.onTrails(), sent, problems, people.units(), found));
        if (found == null) {
            page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
        }
        return page;
    }

    private Found found(Person person, Selection selection, @Nullable Long after) {
        Lists.Part part = lists.part(person, selection, after, PER_PAGE + 1);
        List<Entry> entries = part.entries();
        List<Entry> shown = entries.subList(0, Math.min(PER_PAGE, entries.size()));
        String place = "/lists/" + selection.kind().word();
        return new Found(
                new Told(words, people.names()).filter(selection),
                part.count(),
                moments.minute(part.asOf()),
                rows.teller().apply(shown).stream()
                        .map(row -> new Line(row, moments.minute(row.at()), money(row.amount())))
                        .toList(),
                entries.size() > PER_PAGE
                        ? address(place, selection)
                                .queryParam("after", shown.get(PER_PAGE - 1).seq())
                                .toUriString()
                        : null,
                after != null,
                address(place, selection).toUriString(),
                address(place + ".csv", selection).toUriString(),
                address(place + ".xlsx", selection).toUriString());
    }

    private @Nullable String money(@Nullable BigDecimal amount) {
        return amount == null ? null : words.money(amount);
    }

    private static UriComponentsBuilder address(String place, Selection selection) {
        UriComponentsBuilder address = UriComponentsBuilder.fromPath(place);
        add(address, "from", selection.from());
        add(address, "to", selection.to());
        add(address, "ref", selection.ref());
        add(address, "unit", selection.unit());
        return address;
    }

    private static void add(UriComponentsBuilder address, String name, @Nullable Object value) {
        if (value != null) {
            address.queryParam(name, value);
        }
    }
}

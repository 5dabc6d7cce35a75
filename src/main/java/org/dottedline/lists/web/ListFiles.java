package org.dottedline.lists.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.dottedline.audit.Entry;
import org.dottedline.audit.Lists;
import org.dottedline.audit.Selection;
import org.dottedline.lists.Csv;
import org.dottedline.lists.Filter;
import org.dottedline.lists.Row;
import org.dottedline.lists.Rows;
import org.dottedline.lists.Sheets;
import org.dottedline.page.Words;
import org.dottedline.people.People;
import org.dottedline.people.Person;
import org.dottedline.time.ApplicationClock;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/**
 * Lists as files, of the same filter as the page. Rows go out as they are read, so that it does not matter how many there are.
 * Filter, moment and count are in the name of a CSV, which by its standard has nothing but rows, and in the first sheet of an
 * XLSX.
 */
@Controller
class ListFiles {

    private static final List<String> COLUMNS =
            List.of("seq", "at", "reference", "what", "decided", "amount", "reason", "who", "login", "role", "behalf");

    private final Lists lists;
    private final Filter filter;
    private final Rows rows;
    private final People people;
    private final Words words;
    private final ApplicationClock clock;

    ListFiles(Lists lists, Filter filter, Rows rows, People people, Words words, ApplicationClock clock) {
        this.lists = lists;
        this.filter = filter;
        this.rows = rows;
        this.people = people;
        this.words = words;
        this.clock = clock;
    }

    /** What a row is written to; may fail for whoever reads does not want any more. */
    private interface To<T> {
        void write(T what) throws IOException;
    }

    @GetMapping("/lists/{kind}.csv")
    void csv(Person person, @PathVariable String kind, Filter.Sent sent, HttpServletResponse response)
            throws IOException {
        Selection selection = selection(person, kind, sent);
        Instant asOf = clock.instant();
        response.setContentType("text/csv;charset=UTF-8");
        Writer writer = new BufferedWriter(new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8));
        Csv csv = new Csv(writer);
        each(
                person,
                selection,
                count -> {
                    name(response, Told.fileName(selection, asOf, count, "csv"));
                    csv.row(headings());
                },
                row -> csv.row(Arrays.asList(
                        String.valueOf(row.seq()),
                        row.at().toString(),
                        row.ref(),
                        row.what(),
                        row.decided(),
                        row.amount() == null ? null : row.amount().toPlainString(),
                        row.reason(),
                        row.name(),
                        row.actor(),
                        row.as(),
                        row.forName())));
        writer.flush();
    }

    @GetMapping("/lists/{kind}.xlsx")
    void xlsx(Person person, @PathVariable String kind, Filter.Sent sent, HttpServletResponse response)
            throws IOException {
        Selection selection = selection(person, kind, sent);
        Instant asOf = clock.instant();
        response.setContentType("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
        String title = words.text("lists." + selection.kind().word());
        String filtered = new Told(words, people.names()).filter(selection);
        List<Sheets> sheets = new ArrayList<>();
        each(
                person,
                selection,
                count -> {
                    name(response, Told.fileName(selection, asOf, count, "xlsx"));
                    Sheets to_ = new Sheets(response.getOutputStream(), words.text("lists.sheet"), headings());
                    to_.about(
                            words.text("lists.sheet.about"),
                            List.of(
                                    List.of(words.text("lists.sheet.list"), title),
                                    List.of(words.text("lists.sheet.filter"), filtered),
                                    List.of(words.text("lists.sheet.as-of"), Told.moment(asOf)),
                                    List.of(words.text("lists.sheet.count"), String.valueOf(count)),
                                    List.of(words.text("lists.sheet.order"), words.text("lists.order"))));
                    sheets.add(to_);
                },
                row -> sheets.get(0)
                        .row(Arrays.asList(
                                row.seq(),
                                row.at(),
                                row.ref(),
                                row.what(),
                                row.decided(),
                                row.amount(),
                                row.reason(),
                                row.name(),
                                row.actor(),
                                row.as(),
                                row.forName())));
        sheets.get(0).finish();
    }

    private Selection selection(Person person, String kind, Filter.Sent sent) {
        Lists.admit(person);
        return filter.read(Filter.kind(kind), sent);
    }

    private List<String> headings() {
        return COLUMNS.stream()
                .map(column -> words.text("lists.column." + column))
                .toList();
    }

    private static void name(HttpServletResponse response, String name) {
        response.setHeader("Content-Disposition", "attachment; filename=\"" + name + "\"");
        response.setHeader("Cache-Control", "no-store");
    }

    private void each(Person person, Selection selection, To<Long> count, To<Row> to) throws IOException {
        Function<List<Entry>, List<Row>> teller = rows.teller();
        try {
            lists.each(
                    person,
                    selection,
                    all -> write(count, all),
                    part -> teller.apply(part).forEach(row -> write(to, row)));
        } catch (UncheckedIOException gone) {
            throw gone.getCause();
        }
    }

    private static <T> void write(To<T> to, T what) {
        try {
            to.write(what);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}

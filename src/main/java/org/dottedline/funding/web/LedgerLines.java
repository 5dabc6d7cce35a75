package org.dottedline.funding.web;

import java.util.List;
import java.util.Set;
import org.dottedline.funding.Funding;
import org.dottedline.funding.persistence.LedgerTable.Posted;
import org.dottedline.page.Moment;
import org.dottedline.page.Moments;
import org.dottedline.page.Words;
import org.dottedline.people.Person;
import org.dottedline.trail.Ref;
import org.dottedline.trail.Trails;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The ledger of a community or of a line of business as pages show it, a page at a time. */
@Component
class LedgerLines {

    private static final int PER_PAGE = 50;

    private final Funding funding;
    private final Trails trails;
    private final Moments moments;
    private final Words words;

    LedgerLines(Funding funding, Trails trails, Moments moments, Words words) {
        this.funding = funding;
        this.trails = trails;
        this.moments = moments;
        this.words = words;
    }

    /**
     * An entry.
     *
     * @param open whether whoever looks may see the request
     */
    record Line(String ref, boolean open, String kind, String purpose, String amount, Moment at) {}

    /**
     * Entries, the newest first.
     *
     * @param more the number before which there are more; 0 where there are none
     */
    record Lines(List<Line> lines, long more) {}

    Lines of(Person person, String unit, @Nullable Long before) {
        List<Posted> posted = funding.posted(unit, before, PER_PAGE + 1);
        List<Posted> page = posted.subList(0, Math.min(PER_PAGE, posted.size()));
        Set<Ref> visible = trails.visibleOf(
                person, page.stream().map(Posted::request).distinct().toList());
        return new Lines(
                page.stream()
                        .map(entry -> new Line(
                                entry.request().text(),
                                visible.contains(entry.request()),
                                words.text("ledger.kind." + entry.kind()),
                                words.text("ledger.purpose." + entry.purpose()),
                                words.money(entry.amount()),
                                moments.day(entry.at())))
                        .toList(),
                posted.size() > PER_PAGE ? page.get(PER_PAGE - 1).seq() : 0);
    }
}

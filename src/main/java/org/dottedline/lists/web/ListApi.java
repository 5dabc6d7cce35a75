package org.dottedline.lists.web;

import java.math.BigDecimal;
import java.time.Instant;
import org.dottedline.api.Listing;
import org.dottedline.audit.ListKind;
import org.dottedline.audit.Lists;
import org.dottedline.lists.Filter;
import org.dottedline.lists.Row;
import org.dottedline.lists.Rows;
import org.dottedline.people.Person;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The PMO's lists over all trails. */
@RestController
class ListApi {

    private final Lists lists;
    private final Filter filter;
    private final Rows rows;

    ListApi(Lists lists, Filter filter, Rows rows) {
        this.lists = lists;
        this.filter = filter;
        this.rows = rows;
    }

    /** An entry of a list; {@code what} and {@code decided} are in words. */
    record RowShown(
            long seq,
            Instant at,
            @Nullable String ref,
            String kind,
            @Nullable String element,
            String actor,
            @Nullable String role,
            @Nullable String onBehalfOf,
            String what,
            @Nullable String decided,
            @Nullable String amount,
            @Nullable String reason) {

        RowShown(Row row) {
            this(
                    row.seq(),
                    row.at(),
                    row.ref(),
                    row.kind(),
                    row.element(),
                    row.actor(),
                    row.role(),
                    row.onBehalfOf(),
                    row.what(),
                    row.decided(),
                    plain(row.amount()),
                    row.reason());
        }

        private static @Nullable String plain(@Nullable BigDecimal amount) {
            return amount == null ? null : amount.toPlainString();
        }
    }

    @GetMapping("/api/v1/lists/{kind}")
    Listing<RowShown> list(
            Person person,
            @PathVariable String kind,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(required = false) @Nullable String ref,
            @RequestParam(required = false) @Nullable String unit,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable String limit) {
        Lists.admit(person);
        ListKind list = Filter.kind(kind);
        int most = Listing.limit(limit);
        return Listing.of(
                rows.teller()
                        .apply(lists.entries(
                                person,
                                filter.read(list, new Filter.Sent(from, to, ref, unit)),
                                Filter.place(after),
                                most + 1)),
                most,
                row -> String.valueOf(row.seq()),
                RowShown::new);
    }
}

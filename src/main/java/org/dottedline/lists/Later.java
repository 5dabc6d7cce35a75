package org.dottedline.lists;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dottedline.audit.CameOf;
import org.dottedline.audit.Entry;
import org.dottedline.page.Words;
import org.dottedline.tasklist.OpenTask;
import org.dottedline.tasklist.Tasklist;
import org.dottedline.trail.Ref;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** Says of entries that only began something what came of it. */
@Component
class Later {

    private final CameOf cameOf;
    private final Tasklist tasklist;
    private final Words words;

    Later(CameOf cameOf, Tasklist tasklist, Words words) {
        this.cameOf = cameOf;
        this.tasklist = tasklist;
        this.words = words;
    }

    Known of(Collection<Entry> entries) {
        Map<Long, Entry> later = cameOf.of(entries);
        Set<Ref> undone = entries.stream()
                .filter(entry -> CameOf.late(entry) && !later.containsKey(entry.seq()))
                .map(entry -> Ref.of(Objects.requireNonNull(entry.ref())))
                .collect(Collectors.toSet());
        return new Known(
                later,
                undone.isEmpty()
                        ? Map.of()
                        : tasklist.at(undone).stream()
                                .collect(Collectors.toMap(OpenTask::id, Function.identity(), (one, same) -> one)));
    }

    /** What is known of some entries: later ones, and the tasks that are still open, by id. */
    final class Known {

        private final Map<Long, Entry> later;
        private final Map<String, OpenTask> open;

        private Known(Map<Long, Entry> later, Map<String, OpenTask> open) {
            this.later = later;
            this.open = open;
        }

        /** The group whose task was late; null for every other entry, and where nobody knows any more. */
        @Nullable
        String whose(Entry entry) {
            if (!CameOf.late(entry)) {
                return null;
            }
            if (entry.after() != null && entry.after().get("whose") != null) {
                return String.valueOf(entry.after().get("whose"));
            }
            Entry done = later.get(entry.seq());
            OpenTask task = open.get(entry.task());
            return done != null ? done.role() : task != null ? task.group() : null;
        }

        /** What came of it in words; empty for entries that say so themselves. */
        Optional<String> said(Entry entry) {
            if (CameOf.attempt(entry)) {
                return Optional.of(funding(entry));
            }
            if (CameOf.refusal(entry)) {
                return Optional.of(words.text("lists.funding.controller"));
            }
            return CameOf.late(entry) ? Optional.of(deadline(entry)) : Optional.empty();
        }

        private String funding(Entry attempt) {
            String asked = words.text("lists.funding.asked", words.money(picked(attempt)));
            Entry ruled = later.get(attempt.seq());
            if (ruled == null || ruled.decision() == null) {
                return asked;
            }
            boolean holds = outputs(ruled).allMatch(output -> Boolean.TRUE.equals(output.get("holds")));
            return words.text(
                    holds ? "lists.funding.held" : "lists.funding.refused", asked, holds ? "" : because(ruled));
        }

        private String because(Entry ruled) {
            List<?> rules = ruled.decision() != null && ruled.decision().get("rules") instanceof List<?> fired
                    ? fired
                    : List.of();
            String named = rules.stream()
                    .map(rule -> words.find("lists.funding.rule." + rule))
                    .flatMap(Optional::stream)
                    .collect(Collectors.joining(", "));
            return named.isEmpty()
                    ? outputs(ruled)
                            .map(output -> String.valueOf(output.get("reason")))
                            .collect(Collectors.joining(" "))
                    : named;
        }

        private String deadline(Entry passed) {
            LocalDate due = LocalDate.parse(
                    String.valueOf(Objects.requireNonNull(passed.after()).get("dueOn")));
            String said = words.text(
                    "lists.due",
                    due.format(DateTimeFormatter.ofPattern("d MMMM yyyy", LocaleContextHolder.getLocale())));
            Entry done = later.get(passed.seq());
            if (done != null) {
                LocalDate day = LocalDate.ofInstant(Objects.requireNonNull(done.at()), ZoneOffset.UTC);
                return words.text("lists.due.done", said, ChronoUnit.DAYS.between(due, day));
            }
            return words.text(open.containsKey(passed.task()) ? "lists.due.open" : "lists.due.never", said);
        }
    }

    private static Stream<Map<?, ?>> outputs(Entry ruled) {
        return ruled.decision() != null && ruled.decision().get("outputs") instanceof List<?> outputs
                ? outputs.stream().filter(Map.class::isInstance).map(output -> (Map<?, ?>) output)
                : Stream.empty();
    }

    /** So much a month from each, for so many months. */
    private static BigDecimal picked(Entry attempt) {
        Map<String, Object> after = Objects.requireNonNull(attempt.after());
        BigDecimal monthly = BigDecimal.ZERO;
        if (after.get("picks") instanceof List<?> picks) {
            for (Object pick : picks) {
                if (pick instanceof Map<?, ?> map && map.get("monthly") != null) {
                    monthly = monthly.add(new BigDecimal(map.get("monthly").toString()));
                }
            }
        }
        Object months = after.get("months");
        return months == null ? monthly : monthly.multiply(new BigDecimal(months.toString()));
    }
}

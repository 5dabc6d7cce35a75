package org.dottedline.web.map;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.dottedline.funding.Funding;
import org.dottedline.funding.OneOff;
import org.dottedline.handover.Handovers;
import org.dottedline.handover.Message;
import org.dottedline.objective.Objectives;
import org.dottedline.outcome.Outcomes;
import org.dottedline.page.Moments;
import org.dottedline.page.Words;
import org.dottedline.people.Names;
import org.dottedline.people.People;
import org.dottedline.people.Person;
import org.dottedline.people.Side;
import org.dottedline.time.ApplicationClock;
import org.dottedline.trail.Kind;
import org.dottedline.trail.Ref;
import org.dottedline.trail.State;
import org.dottedline.trail.TrailRow;
import org.dottedline.trail.Trails;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Reads the map: one question each for the trails, for the money, for what is committed and for what came of it. Money is told to strategy and
 * oversight. A community learns of an outcome what was handed over to it.
 */
@Service
@Transactional(readOnly = true)
class Alignment {

    static final int GOALS = 10;
    static final int NEEDS = 20;
    private static final int MONTHS = 12;
    private static final OneOff NOTHING = new OneOff(BigDecimal.ZERO, BigDecimal.ZERO);

    private final Trails trails;
    private final Funding funding;
    private final Objectives objectives;
    private final Outcomes outcomes;
    private final Handovers handovers;
    private final People people;
    private final Moments moments;
    private final Words words;
    private final ApplicationClock clock;

    Alignment(
            Trails trails,
            Funding funding,
            Objectives objectives,
            Outcomes outcomes,
            Handovers handovers,
            People people,
            Moments moments,
            Words words,
            ApplicationClock clock) {
        this.trails = trails;
        this.funding = funding;
        this.objectives = objectives;
        this.outcomes = outcomes;
        this.handovers = handovers;
        this.people = people;
        this.moments = moments;
        this.words = words;
        this.clock = clock;
    }

    /** Something missing: what, and where. */
    record Gap(String says, String ref, String title) {}

    /**
     * What a person sees.
     *
     * @param after the goal after which there are more; null where there are none
     * @param furtherNeeds whether more needs wait than are named
     */
    record Seen(
            boolean byMoney,
            List<Stop> goals,
            List<Gap> gaps,
            @Nullable String after,
            boolean furtherNeeds) {}

    /** The newest goals, after a reference where one is given: those that run or ended in the last year, or the earlier ones. */
    Seen read(Person person, boolean earlier, @Nullable Ref after) {
        Instant since =
                clock.instant().atOffset(ZoneOffset.UTC).minusMonths(MONTHS).toInstant();
        boolean first = !earlier && after == null;
        Trails.Seen seen = trails.map(person, since, earlier, after, GOALS + 1, first ? NEEDS + 1 : 0);
        List<TrailRow> roots = seen.rows().stream()
                .filter(row -> row.kind() == Kind.GOAL)
                .sorted(Comparator.comparing(TrailRow::createdAt)
                        .thenComparing(row -> row.ref().text())
                        .reversed())
                .toList();
        List<TrailRow> needs =
                seen.rows().stream().filter(row -> row.kind() == Kind.NEED).toList();
        Reading reading = new Reading(person, seen);
        List<Stop> goals =
                roots.stream().limit(GOALS).map(row -> reading.stop(row, true)).toList();
        List<Gap> gaps = new ArrayList<>();
        goals.stream().flatMap(Stop::all).forEach(stop -> {
            if (stop.gap() != null) {
                gaps.add(new Gap(stop.gap(), stop.ref(), stop.title()));
            }
        });
        needs.stream()
                .limit(NEEDS)
                .map(need -> new Gap(words.text("map.gap.need"), need.ref().text(), need.title()))
                .forEach(gaps::add);
        return new Seen(
                reading.byMoney,
                goals,
                gaps,
                roots.size() > GOALS ? roots.get(GOALS - 1).ref().text() : null,
                needs.size() > NEEDS);
    }

    /** What one look at the database brought. */
    private final class Reading {

        private final boolean byMoney;
        private final boolean whole;
        private final Map<Ref, List<TrailRow>> below;
        private final Map<Ref, OneOff> money;
        private final Map<Ref, List<String>> came;
        /** Objectives that are committed to: a community sees no other. */
        private final Set<Ref> committed;

        private final Names names;

        Reading(Person person, Trails.Seen seen) {
            this.byMoney = person.side() != Side.COMMUNITY;
            this.whole = seen.whole();
            this.below = seen.rows().stream()
                    .filter(row -> row.ref().parent().isPresent())
                    .collect(Collectors.groupingBy(row -> row.ref().parent().orElseThrow()));
            this.money = byMoney ? funding.oneOff(refs(seen, Kind.REQUEST)) : Map.of();
            this.came = byMoney ? accepted(refs(seen, Kind.OBJECTIVE)) : handedOver(refs(seen, Kind.INITIATIVE));
            this.committed =
                    byMoney ? objectives.committed(refs(seen, Kind.OBJECTIVE)) : Set.copyOf(refs(seen, Kind.OBJECTIVE));
            this.names = people.names();
        }

        /** One step with all below; {@code served} says whether what it belongs to is still open. */
        Stop stop(TrailRow row, boolean served) {
            List<Stop> stops = new ArrayList<>();
            for (TrailRow child : below.getOrDefault(row.ref(), List.of())) {
                stops.add(stop(child, served && (row.running() || !onStrategy(row))));
            }
            BigDecimal all = stops.stream()
                    .map(Stop::money)
                    .reduce(money.getOrDefault(row.ref(), NOTHING).all(), BigDecimal::add);
            if (row.kind() == Kind.OBJECTIVE
                    && (row.running() || row.state() == State.CLOSED || came.containsKey(row.ref()))) {
                stops.add(outcome(row, all));
            }
            return new Stop(
                    row.kind().word(),
                    row.ref().text(),
                    row.title(),
                    row.state().word(),
                    words.text("state." + row.state().word()),
                    notes(row, all),
                    gap(row, served),
                    all,
                    stops);
        }

        private Stop outcome(TrailRow objective, BigDecimal all) {
            List<String> said = came.getOrDefault(objective.ref(), List.of());
            boolean known = !said.isEmpty();
            return new Stop(
                    Stop.OUTCOME,
                    objective.ref().text(),
                    known ? said.get(0) : unknown(objective),
                    objective.running() ? "running" : "missed".equals(objective.result()) ? "overdue" : "closed",
                    status(objective, known),
                    known ? said.subList(1, said.size()) : List.of(),
                    null,
                    all,
                    List.of());
        }

        private String unknown(TrailRow objective) {
            if (byMoney) {
                return words.text(objective.running() ? "map.outcome.none" : "map.outcome.never");
            }
            return words.text(objective.running() ? "map.outcome.unheard" : "map.outcome.never-heard");
        }

        private String status(TrailRow objective, boolean known) {
            if (objective.running()) {
                return words.text(known ? "map.outcome.so-far" : "map.outcome.awaited");
            }
            return ended(objective).orElse(words.text(known ? "map.outcome.last" : "state.closed"));
        }

        private List<String> notes(TrailRow row, BigDecimal all) {
            List<String> notes = new ArrayList<>();
            if (row.unit() != null) {
                notes.add(names.unit(row.unit()));
            }
            if (row.kind() == Kind.GOAL) {
                ended(row).ifPresent(notes::add);
            }
            OneOff own = money.get(row.ref());
            if (own != null) {
                notes.add(words.text(
                        own.spent().signum() > 0 ? "map.spent" : "map.reserved",
                        words.money(own.spent().signum() > 0 ? own.spent() : own.reserved())));
            } else if (row.kind() == Kind.GOAL && all.signum() > 0) {
                notes.add(words.money(all));
            }
            return notes;
        }

        /** What is missing here. Who does not see everything is told so: others may be at work. */
        private @Nullable String gap(TrailRow row, boolean served) {
            if (!row.running()) {
                return null;
            }
            return switch (row.kind()) {
                case GOAL -> gapOfGoal(row);
                case OBJECTIVE -> gapOfObjective(row);
                case REQUEST -> served ? null : words.text("map.gap.request");
                default -> null;
            };
        }

        /** A goal without any objective is not approved yet, or others are asked: nothing is missing. */
        private @Nullable String gapOfGoal(TrailRow goal) {
            List<TrailRow> objectives = below.getOrDefault(goal.ref(), List.of());
            if (objectives.isEmpty()) {
                return null;
            }
            if (objectives.stream().noneMatch(TrailRow::running)) {
                return words.text(whole ? "map.gap.goal" : "map.gap.goal.cut");
            }
            return uncommitted(goal.ref())
                    ? words.text(whole ? "map.gap.goal.committed" : "map.gap.goal.committed.cut")
                    : null;
        }

        /** Where none of a goal's is committed the goal says so. */
        private @Nullable String gapOfObjective(TrailRow objective) {
            if (committed.contains(objective.ref())) {
                return serves(objective) ? null : words.text(byMoney ? "map.gap.objective" : "map.gap.objective.cut");
            }
            return uncommitted(objective.ref().parent().orElseThrow())
                    ? null
                    : words.text("map.gap.objective.committed");
        }

        private boolean uncommitted(Ref goal) {
            return below.getOrDefault(goal, List.of()).stream()
                    .noneMatch(objective -> objective.running() && committed.contains(objective.ref()));
        }

        /** Whether an initiative runs below. */
        private boolean serves(TrailRow objective) {
            return below.getOrDefault(objective.ref(), List.of()).stream().anyMatch(TrailRow::running);
        }

        private Optional<String> ended(TrailRow row) {
            return row.result() == null ? Optional.empty() : words.find("ended." + row.result());
        }

        private Map<Ref, List<String>> accepted(List<Ref> objectives) {
            Map<Ref, List<String>> said = new HashMap<>();
            outcomes.reached(objectives).forEach((ref, reached) -> {
                List<String> lines = said(reached.value(), reached.target(), reached.unit());
                lines.add(words.text("map.outcome.measured", moments.date(reached.measuredOn())));
                said.put(ref, lines);
            });
            return said;
        }

        private Map<Ref, List<String>> handedOver(List<Ref> initiatives) {
            Map<Ref, List<String>> said = new LinkedHashMap<>();
            handovers.latest(initiatives, Message.OUTCOME_REVIEWED).forEach((initiative, payload) -> {
                if (payload.get("value") != null) {
                    said.put(
                            initiative.parent().orElseThrow(), said(payload.get("value"), payload.get("target"), null));
                }
            });
            return said;
        }

        private List<String> said(Object value, @Nullable Object target, @Nullable String unit) {
            List<String> lines = new ArrayList<>();
            lines.add((plain(value) + " " + (unit == null ? "" : unit)).strip());
            if (target != null) {
                lines.add(words.text("map.outcome.target", plain(target)));
            }
            return lines;
        }
    }

    private static boolean onStrategy(TrailRow row) {
        return row.kind() == Kind.GOAL || row.kind() == Kind.OBJECTIVE;
    }

    private static String plain(Object value) {
        return value instanceof BigDecimal number ? number.stripTrailingZeros().toPlainString() : value.toString();
    }

    private static List<Ref> refs(Trails.Seen seen, Kind kind) {
        return seen.rows().stream()
                .filter(row -> row.kind() == kind)
                .map(TrailRow::ref)
                .toList();
    }
}

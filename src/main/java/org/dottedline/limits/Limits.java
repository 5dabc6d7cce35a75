package org.dottedline.limits;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.dottedline.audit.Entry;
import org.dottedline.audit.Record;
import org.dottedline.limits.persistence.LimitTable;
import org.dottedline.people.People;
import org.dottedline.people.Person;
import org.dottedline.people.Role;
import org.dottedline.people.Side;
import org.dottedline.people.Unit;
import org.dottedline.people.UnitKind;
import org.dottedline.refusal.FieldError;
import org.dottedline.refusal.Forbidden;
import org.dottedline.refusal.InvalidFields;
import org.dottedline.refusal.MovedOn;
import org.dottedline.refusal.NotFound;
import org.dottedline.refusal.Separated;
import org.dottedline.time.ApplicationClock;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The limits of the company: dated rows, proposed by one person and confirmed by another. A change binds later checks only. */
@Service
@Transactional
public class Limits {

    public static final String FLOOR = "floor";
    public static final String BUDGET = "budget";
    /** All keys, in the order in which they are shown. */
    public static final List<String> KEYS =
            List.of("board-limit", "small-change-limit", "research-minimum", "research-welcome-at", FLOOR, BUDGET);

    private static final Set<String> WHOLE = Set.of("research-minimum", "research-welcome-at");
    private static final Pattern AMOUNT = Pattern.compile("[0-9]{1,9}(\\.[0-9]{1,2})?");
    private static final Pattern COUNT = Pattern.compile("[0-9]{1,6}");

    private final LimitTable table;
    private final People people;
    private final Record record;
    private final ApplicationClock clock;

    Limits(LimitTable table, People people, Record record, ApplicationClock clock) {
        this.table = table;
        this.people = people;
        this.record = record;
        this.clock = clock;
    }

    /**
     * What is in force today; 0 for a floor or a budget that nobody has set.
     *
     * @param key {@code board-limit}, {@code small-change-limit}, {@code research-minimum}, {@code research-welcome-at},
     *     {@code floor} or {@code budget}
     * @param unit the community of a floor, the line of business of a budget, else null
     */
    @Transactional(readOnly = true)
    public BigDecimal value(String key, @Nullable String unit) {
        return inForce(key, unit).map(Limit::value).orElse(new BigDecimal("0.00"));
    }

    /** The row that is in force today. */
    @Transactional(readOnly = true)
    public Optional<Limit> inForce(String key, @Nullable String unit) {
        return table.inForce(key, unit, clock.today());
    }

    /** Every row after this one, for all of strategy and oversight. */
    @Transactional(readOnly = true)
    public List<Limit> list(Person by, long after, int most) {
        if (!readable(by)) {
            throw new Forbidden("Limits are read by the strategy side and by the PMO.");
        }
        return table.after(after, most);
    }

    /** Every row, for all of strategy and oversight. */
    @Transactional(readOnly = true)
    public List<Limit> all(Person by) {
        return list(by, 0, Integer.MAX_VALUE);
    }

    /** Whether this person may read limits. */
    public static boolean readable(Person by) {
        return by.side() == Side.STRATEGY || by.side() == Side.OVERSIGHT;
    }

    /** Whether it is in force, proposed, coming or past. */
    @Transactional(readOnly = true)
    public String state(Limit limit) {
        if (!limit.confirmed()) {
            return "proposed";
        }
        if (limit.from().isAfter(clock.today())) {
            return "coming";
        }
        return inForce(limit.key(), limit.unit()).filter(limit::equals).isPresent() ? "in-force" : "past";
    }

    /** Who may propose a limit of this key. */
    public static Role proposerOf(String key) {
        return FLOOR.equals(key) || BUDGET.equals(key) ? Role.FINANCE : Role.PMO;
    }

    /**
     * Proposes a limit from a day on; somebody of the board confirms it.
     *
     * @param from a date such as {@code 2026-05-31}, today or later
     * @return its id
     */
    public long propose(
            Person by, @Nullable String key, @Nullable String unit, @Nullable String value, @Nullable String from) {
        if (!by.holds(Role.PMO) && !by.holds(Role.FINANCE)) {
            throw new Forbidden("Limits are proposed by the PMO, floors and budgets by the finance controller.");
        }
        List<FieldError> errors = new ArrayList<>();
        BigDecimal amount = null;
        if (key == null || !KEYS.contains(key)) {
            errors.add(new FieldError("key", "A limit is one of " + String.join(", ", KEYS) + "."));
        } else {
            if (!by.holds(proposerOf(key))) {
                throw new Forbidden(
                        proposerOf(key) == Role.PMO
                                ? "This limit is proposed by the PMO."
                                : "Floors and budgets are proposed by the finance controller.");
            }
            checkUnit(key, unit, errors);
            amount = amount(key, value, errors);
        }
        LocalDate day = day(from, errors);
        if (!errors.isEmpty() || key == null || amount == null || day == null) {
            throw new InvalidFields(errors);
        }
        long id = table.insert(key, unit, amount, day, by.login(), clock.instant());
        record.write(Entry.of("limit-proposed", Side.STRATEGY)
                .by(by.login(), proposerOf(key).word())
                .change(now(key, unit), said(id, key, unit, amount, day)));
        return id;
    }

    /** Confirms what another person proposed. */
    public void confirm(Person by, long id) {
        if (!by.holds(Role.BOARD)) {
            throw new Forbidden("Limits are confirmed by the board.");
        }
        Limit limit = table.lock(id).orElseThrow(() -> new NotFound("There is no such limit."));
        if (!people.now(by).holds(Role.BOARD)) {
            throw new Forbidden("Limits are confirmed by the board.");
        }
        if (limit.confirmed()) {
            throw new MovedOn("This limit has been confirmed already.");
        }
        if (limit.proposedBy().equals(by.login())) {
            throw new Separated("You proposed this limit, so somebody else confirms it.");
        }
        Map<String, Object> before = now(limit.key(), limit.unit());
        table.confirm(id, by.login(), clock.instant());
        record.write(Entry.of("limit-confirmed", Side.STRATEGY)
                .by(by.login(), Role.BOARD.word())
                .change(before, said(id, limit.key(), limit.unit(), limit.value(), limit.from())));
    }

    /** A limit that an installation starts with; nothing happens where there is one. */
    public void found(String key, @Nullable String unit, BigDecimal value, LocalDate from) {
        if (table.inForce(key, unit, from).isEmpty()) {
            table.confirm(
                    table.insert(key, unit, value, from, Entry.SYSTEM, clock.instant()), Entry.SYSTEM, clock.instant());
        }
    }

    private void checkUnit(String key, @Nullable String unit, List<FieldError> errors) {
        boolean needed = FLOOR.equals(key) || BUDGET.equals(key);
        UnitKind kind = FLOOR.equals(key) ? UnitKind.COMMUNITY : UnitKind.LOB;
        if (!needed && unit != null) {
            errors.add(new FieldError("unit", "This limit is for the whole company: leave the unit out."));
        } else if (needed
                && (unit == null
                        || people.unit(unit)
                                .map(Unit::kind)
                                .filter(kind::equals)
                                .isEmpty())) {
            errors.add(new FieldError(
                    "unit",
                    kind == UnitKind.LOB ? "A budget is of a line of business." : "A floor is of a community."));
        }
    }

    private static @Nullable BigDecimal amount(String key, @Nullable String value, List<FieldError> errors) {
        boolean whole = WHOLE.contains(key);
        if (value == null || !(whole ? COUNT : AMOUNT).matcher(value).matches()) {
            errors.add(new FieldError(
                    "value", whole ? "This is a whole number, such as 20." : "This is an amount, such as 4000.00."));
            return null;
        }
        BigDecimal amount = new BigDecimal(value);
        if ("research-welcome-at".equals(key) && amount.intValue() > 100) {
            errors.add(new FieldError("value", "A percent is at most 100."));
        }
        return whole ? amount : amount.setScale(2);
    }

    private @Nullable LocalDate day(@Nullable String from, List<FieldError> errors) {
        if (from == null || from.isBlank()) {
            errors.add(new FieldError("from", "Choose a day."));
            return null;
        }
        try {
            LocalDate day = LocalDate.parse(from);
            if (day.isBefore(clock.today()) || day.getYear() > 2100) {
                errors.add(new FieldError("from", "A limit begins today or later: what was decided stays as it was."));
            }
            return day;
        } catch (DateTimeParseException notADate) {
            errors.add(new FieldError("from", "This is a date, such as 2026-05-31."));
            return null;
        }
    }

    private @Nullable Map<String, Object> now(String key, @Nullable String unit) {
        return inForce(key, unit)
                .map(limit -> said(limit.id(), key, unit, limit.value(), limit.from()))
                .orElse(null);
    }

    private static Map<String, Object> said(
            long id, String key, @Nullable String unit, BigDecimal value, LocalDate from) {
        Map<String, Object> said = new LinkedHashMap<>();
        said.put("id", String.valueOf(id));
        said.put("key", key);
        if (unit != null) {
            said.put("unit", unit);
        }
        said.put("value", value.toPlainString());
        said.put("from", from.toString());
        return said;
    }
}

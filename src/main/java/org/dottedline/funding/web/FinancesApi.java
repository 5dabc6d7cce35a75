package org.dottedline.funding.web;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dottedline.api.Sent;
import org.dottedline.engine.UserAction;
import org.dottedline.funding.CommunityMoney;
import org.dottedline.funding.Finances;
import org.dottedline.limits.Limits;
import org.dottedline.people.Person;
import org.dottedline.people.Role;
import org.dottedline.refusal.FieldError;
import org.dottedline.refusal.Forbidden;
import org.dottedline.refusal.InvalidFields;
import org.dottedline.refusal.PlainText;
import org.dottedline.time.ApplicationClock;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** The finances of communities, and the budgets of lines of business. */
@RestController
class FinancesApi {

    private static final Set<String> KINDS = Set.of("sponsor", "membership", "event", "other");

    private final CommunityMoney money;
    private final Limits limits;
    private final UserAction userAction;
    private final ApplicationClock clock;

    FinancesApi(CommunityMoney money, Limits limits, UserAction userAction, ApplicationClock clock) {
        this.money = money;
        this.limits = limits;
        this.userAction = userAction;
        this.clock = clock;
    }

    @GetMapping("/api/v1/communities/{id}/finances")
    Map<String, Object> finances(Person person, @PathVariable String id) {
        return userAction.run(() -> money.shown(person, id));
    }

    @PutMapping("/api/v1/communities/{id}/finances")
    Map<String, Object> change(
            Person person, @PathVariable String id, @RequestBody Map<String, @Nullable Object> body) {
        if (!person.holds(Role.FINANCE)) {
            finances(person, id);
            throw new Forbidden("Finances are changed by the finance controller.");
        }
        List<FieldError> errors = new ArrayList<>();
        unknown("", body, Set.of("currency", "floor", "income", "costs"), errors);
        if (body.get("currency") != null && !"EUR".equals(body.get("currency"))) {
            errors.add(new FieldError("currency", "Finances are in EUR."));
        }
        BigDecimal floor = body.get("floor") == null ? null : amount("floor", body.get("floor"), errors);
        List<Finances.Income> income = new ArrayList<>();
        rows("income", body, errors).forEach((path, row) -> {
            unknown(path + ".", row, Set.of("id", "name", "kind", "monthly", "restriction"), errors);
            Long line = id(path + ".id", row.get("id"), errors);
            String name = name(path + ".name", row.get("name"), errors);
            BigDecimal monthly = amount(path + ".monthly", row.get("monthly"), errors);
            Object kind = row.get("kind");
            if (!(kind instanceof String) || !KINDS.contains(kind)) {
                errors.add(new FieldError(path + ".kind", "Income is of a sponsor, membership, event or other."));
            }
            Object restriction = row.getOrDefault("restriction", "any");
            if (!(restriction instanceof String word) || !word.matches("[a-z][a-z0-9-]{0,59}")) {
                errors.add(new FieldError(
                        path + ".restriction",
                        "A restriction is any, none, or the name of a cost in small letters and hyphens."));
            }
            income.add(new Finances.Income(line, name, String.valueOf(kind), monthly, String.valueOf(restriction)));
        });
        List<Finances.Cost> costs = new ArrayList<>();
        rows("costs", body, errors).forEach((path, row) -> {
            unknown(path + ".", row, Set.of("id", "name", "monthly"), errors);
            costs.add(new Finances.Cost(
                    id(path + ".id", row.get("id"), errors),
                    name(path + ".name", row.get("name"), errors),
                    amount(path + ".monthly", row.get("monthly"), errors)));
        });
        if (!errors.isEmpty()) {
            throw new InvalidFields(errors);
        }
        return userAction.run(() -> {
            money.change(person, id, income, costs, floor);
            return money.shown(person, id);
        });
    }

    /** Proposes a budget as a limit, which the board confirms. */
    @PutMapping("/api/v1/lobs/{id}/budget")
    ResponseEntity<Object> budget(
            Person person, @PathVariable String id, @RequestBody Map<String, @Nullable Object> body) {
        Sent sent = new Sent(body, Set.of("value", "from"));
        String value = sent.text("value");
        String from = sent.text("from");
        sent.check();
        long limit = userAction.run(() -> limits.propose(
                person, Limits.BUDGET, id, value, from == null ? clock.today().toString() : from));
        return ResponseEntity.created(java.net.URI.create("/api/v1/limits/" + limit))
                .build();
    }

    private static void unknown(String prefix, Map<String, ?> sent, Set<String> known, List<FieldError> errors) {
        sent.keySet().stream()
                .filter(field -> !known.contains(field))
                .forEach(field ->
                        errors.add(new FieldError(prefix + PlainText.shown(field), "There is no such field here.")));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Map<String, Object>> rows(
            String field, Map<String, @Nullable Object> body, List<FieldError> errors) {
        Map<String, Map<String, Object>> rows = new LinkedHashMap<>();
        if (body.get(field) instanceof List<?> list
                && list.size() <= 200
                && list.stream().allMatch(Map.class::isInstance)) {
            for (int i = 0; i < list.size(); i++) {
                rows.put(field + "[" + i + "]", (Map<String, Object>) list.get(i));
            }
        } else {
            errors.add(new FieldError(field, "This is a list of lines, 200 at most."));
        }
        return rows;
    }

    private static @Nullable Long id(String field, @Nullable Object sent, List<FieldError> errors) {
        if (sent == null) {
            return null;
        }
        if (sent instanceof String text && text.matches("[0-9]{1,18}")) {
            return Long.valueOf(text);
        }
        errors.add(new FieldError(field, "There is no such line; leave the id out for a new one."));
        return null;
    }

    private static String name(String field, @Nullable Object sent, List<FieldError> errors) {
        if (sent instanceof String text
                && !text.isBlank()
                && text.strip().length() <= 120
                && text.chars().noneMatch(Character::isISOControl)
                && PlainText.isStorable(text)) {
            return text.strip();
        }
        errors.add(new FieldError(field, "A name is one line of 1 to 120 characters."));
        return "";
    }

    private static BigDecimal amount(String field, @Nullable Object sent, List<FieldError> errors) {
        if (sent instanceof String text && text.matches("[0-9]{1,9}(\\.[0-9]{1,2})?")) {
            return new BigDecimal(text).setScale(2);
        }
        errors.add(new FieldError(field, "This is an amount as text, such as \"8750.00\"."));
        return BigDecimal.ZERO;
    }
}

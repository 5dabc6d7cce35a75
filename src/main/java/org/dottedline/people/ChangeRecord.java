package org.dottedline.people;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Tells the record of changes of people and units: what it was, what it is now, who did it. */
@Component
class ChangeRecord {

    /** Who acts when the installation itself makes its first people. */
    static final String INSTALLATION = "system";

    private final ApplicationEventPublisher news;

    ChangeRecord(ApplicationEventPublisher news) {
        this.news = news;
    }

    void person(String actor, @Nullable Account before, Account after) {
        Map<String, Object> was = before == null ? Map.of() : person(before);
        Map<String, Object> is = new LinkedHashMap<>(person(after));
        if (before != null && !java.util.Objects.equals(before.password(), after.password())) {
            is.put("password", "changed");
        }
        write(actor, before == null ? "person-added" : "person-changed", was, is);
    }

    void unit(String actor, @Nullable Unit before, Unit after) {
        write(
                actor,
                before == null ? "unit-added" : "unit-changed",
                before == null ? Map.of() : unit(before),
                unit(after));
    }

    private static Map<String, Object> person(Account account) {
        return Map.of(
                "login", account.login(),
                "name", account.person().name(),
                "roles", List.copyOf(account.person().groups()),
                "enabled", account.enabled());
    }

    private static Map<String, Object> unit(Unit unit) {
        return Map.of("id", unit.id(), "kind", unit.kind().word(), "name", unit.name(), "groups", unit.groups());
    }

    private void write(String actor, String kind, Map<String, Object> before, Map<String, Object> after) {
        news.publishEvent(new PeopleChanged(
                actor, actor.equals(INSTALLATION) ? null : Role.ADMINISTRATOR.word(), kind, before, after));
    }
}

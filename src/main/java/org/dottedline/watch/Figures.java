package org.dottedline.watch;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.function.ToDoubleFunction;
import org.dottedline.database.Heartbeat;
import org.dottedline.watch.persistence.FigureTable;
import org.dottedline.watch.persistence.FigureTable.Counted;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The figures of the whole system. All of them come from one statement, asked at most once in some seconds however often and by
 * however many they are read; while the database is away they are no number, and reading them fails nobody.
 */
@Component
class Figures {

    private static final Duration FRESH = Duration.ofSeconds(10);
    private static final String SIDE = "side";
    private static final String STATE = "state";

    private final FigureTable table;
    private final Heartbeat heartbeat;

    private @Nullable Counted last;
    private long askedAt = System.nanoTime() - FRESH.toNanos();

    Figures(FigureTable table, Heartbeat heartbeat, MeterRegistry registry) {
        this.table = table;
        this.heartbeat = heartbeat;
        Gauge.builder("dottedline.database.up", heartbeat, beat -> beat.isAnswering() ? 1 : 0)
                .description("1 while the database answers")
                .register(registry);
        Gauge.builder("dottedline.database.starved", heartbeat, beat -> beat.isStarved() ? 1 : 0)
                .description("1 while no connection of the pool is free for longer than a moment")
                .register(registry);
        gauge(registry, "tasks.open", "Tasks that wait for somebody", SIDE, "strategy", Counted::strategyOpen);
        gauge(registry, "tasks.open", "Tasks that wait for somebody", SIDE, "community", Counted::communityOpen);
        gauge(registry, "tasks.overdue", "Tasks past their due date", SIDE, "strategy", Counted::strategyOverdue);
        gauge(registry, "tasks.overdue", "Tasks past their due date", SIDE, "community", Counted::communityOverdue);
        gauge(registry, "handovers.waiting", "Handovers on their way", null, "", Counted::handovers);
        gauge(registry, "incidents", "Jobs that were given up on", null, "", Counted::incidents);
        gauge(registry, "jobs", "Jobs of the engine", STATE, "due", Counted::due);
        gauge(registry, "jobs", "Jobs of the engine", STATE, "failing", Counted::failing);
        gauge(registry, "jobs", "Jobs of the engine", STATE, "future", Counted::future);
        gauge(registry, "reservations", "Requests for which money is set aside", "currency", "EUR", Counted::requests);
        gauge(registry, "reserved.amount", "Money that is set aside", "currency", "EUR", Counted::reserved);
    }

    private void gauge(
            MeterRegistry registry,
            String name,
            String what,
            @Nullable String label,
            String value,
            ToDoubleFunction<Counted> figure) {
        Gauge.Builder<Figures> gauge = Gauge.builder("dottedline." + name, this, figures -> {
                    Counted now = figures.now();
                    return now == null ? Double.NaN : figure.applyAsDouble(now);
                })
                .description(what)
                .strongReference(true);
        if (label != null) {
            gauge.tag(label, value);
        }
        gauge.register(registry);
    }

    private synchronized @Nullable Counted now() {
        if (System.nanoTime() - askedAt >= FRESH.toNanos()) {
            last = heartbeat.isAnswering() && !heartbeat.isStarved() ? asked() : null;
            askedAt = System.nanoTime();
        }
        return last;
    }

    private @Nullable Counted asked() {
        try {
            return table.count();
        } catch (RuntimeException away) {
            return null;
        }
    }
}

package org.dottedline.database;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Whether this node can work with its database: a part of readiness, told from what the heartbeat knows already. */
@Component("heartbeatHealthIndicator")
class DatabaseHealth implements HealthIndicator {

    private final Heartbeat heartbeat;

    DatabaseHealth(Heartbeat heartbeat) {
        this.heartbeat = heartbeat;
    }

    @Override
    public Health health() {
        return heartbeat.isAnswering() && !heartbeat.isStarved()
                ? Health.up().build()
                : Health.down().build();
    }
}

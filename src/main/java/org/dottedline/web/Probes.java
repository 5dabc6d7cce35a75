package org.dottedline.web;

import java.util.Map;
import org.springframework.boot.health.actuate.endpoint.HealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.contributor.Status;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.ResponseBody;

/** What a load balancer asks, on the port where it sends people: also where the other doors of operators have a port of their own. */
@Controller
class Probes {

    private final HealthEndpoint health;

    Probes(HealthEndpoint health) {
        this.health = health;
    }

    @GetMapping("/actuator/health/{probe:readiness|liveness}")
    @ResponseBody
    ResponseEntity<Map<String, String>> probe(@PathVariable String probe) {
        HealthDescriptor found = health.healthForPath(probe);
        boolean up = found != null && Status.UP.equals(found.getStatus());
        return ResponseEntity.status(up ? 200 : 503)
                .contentType(MediaType.APPLICATION_JSON) // whatever is asked for: also a browser may look
                .body(Map.of("status", up ? "UP" : "DOWN"));
    }
}

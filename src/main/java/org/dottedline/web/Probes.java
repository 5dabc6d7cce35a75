package org.dottedline.web;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.boot.health.actuate.endpoint.HealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.contributor.Status;
import org.springframework.http.MediaType;
import org.springframework.web.HttpRequestHandler;
import org.springframework.web.servlet.support.WebContentGenerator;

/**
 * What a load balancer asks, on the port where it sends people: also where the other doors of operators have a port of their own, and
 * whatever kind of answer is asked for, so that a browser may look, too.
 */
class Probes extends WebContentGenerator implements HttpRequestHandler {

    private final HealthEndpoint health;
    private final String probe;

    Probes(HealthEndpoint health, String probe) {
        super(METHOD_GET, METHOD_HEAD);
        this.health = health;
        this.probe = probe;
        setCacheSeconds(0);
    }

    @Override
    public void handleRequest(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        checkRequest(request);
        prepareResponse(response);
        HealthDescriptor found = health.healthForPath(probe);
        boolean up = found != null && Status.UP.equals(found.getStatus());
        response.setStatus(up ? HttpServletResponse.SC_OK : HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.getWriter().write("{\"status\":\"" + (up ? "UP" : "DOWN") + "\"}");
    }
}

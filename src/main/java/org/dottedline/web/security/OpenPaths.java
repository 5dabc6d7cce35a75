package org.dottedline.web.security;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;

/** What can be reached without signing in. */
final class OpenPaths {

    /** Starts of paths of files that are the same for everybody. */
    private static final List<String> ASSETS = List.of("/assets/", "/webjars/", "/favicon.ico");

    /** What a load balancer asks. */
    static final String[] HEALTH = {"/actuator/health/readiness", "/actuator/health/liveness"};

    private OpenPaths() {}

    static boolean isAsset(HttpServletRequest request) {
        return ASSETS.stream().anyMatch(request.getServletPath()::startsWith);
    }

    static boolean isHealth(HttpServletRequest request) {
        return List.of(HEALTH).contains(request.getServletPath());
    }
}

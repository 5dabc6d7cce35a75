package org.dottedline.web.security;

import jakarta.servlet.http.HttpServletResponse;

/** The headers that every answer carries, for those that are given before the way in. */
public final class SafeHeaders {

    static final String CONTENT_SECURITY_POLICY = "default-src 'self'; img-src 'self' data:; object-src 'none';"
            + " base-uri 'none'; frame-ancestors 'none'; form-action 'self'";
    static final String PERMISSIONS_POLICY = "accelerometer=(), browsing-topics=(), camera=(),"
            + " display-capture=(), geolocation=(), gyroscope=(), microphone=(), payment=(), usb=()";

    private SafeHeaders() {}

    /** Sets them, each once however often it has been set before. */
    public static void on(HttpServletResponse response) {
        response.setHeader("Content-Security-Policy", CONTENT_SECURITY_POLICY);
        response.setHeader("Permissions-Policy", PERMISSIONS_POLICY);
        response.setHeader("Referrer-Policy", "same-origin");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("X-Frame-Options", "DENY");
        response.setHeader("Cache-Control", "no-store");
    }
}

package org.dottedline.web.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;

/** What the API answers before any controller is asked: who are you, slow down, and not you. RFC 9457, as everywhere. */
class Problems implements AuthenticationEntryPoint, AccessDeniedHandler {

    /** Whether a password opens anything, so that it is asked for. */
    private final boolean passwords;

    Problems(boolean passwords) {
        this.passwords = passwords;
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException why)
            throws IOException {
        if (why instanceof TooManyAttempts) {
            response.setHeader(HttpHeaders.RETRY_AFTER, "600");
            write(response, HttpStatus.TOO_MANY_REQUESTS, "too-many-attempts", TooManyAttempts.SENTENCE);
            return;
        }
        if (why instanceof OAuth2AuthenticationException || why instanceof ProviderRefused) {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"Dotted Line\", error=\"invalid_token\"");
            write(
                    response,
                    HttpStatus.UNAUTHORIZED,
                    "sign-in",
                    why instanceof ProviderRefused
                            ? "This token is of nobody who may sign in here."
                            : "This token does not hold: it is not signed by the provider, too old, or made out for"
                                    + " another.");
            return;
        }
        if (!passwords) {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"Dotted Line\"");
            write(response, HttpStatus.UNAUTHORIZED, "sign-in", "Send a token of the sign-in provider.");
            return;
        }
        // a browser would answer "Basic" with a dialog of its own, over the page; a program needs the word to go on
        boolean browser = request.getHeader("Sec-Fetch-Mode") != null || request.getHeader("X-Requested-With") != null;
        response.setHeader(
                HttpHeaders.WWW_AUTHENTICATE,
                (browser ? "FormBased" : "Basic") + " realm=\"Dotted Line\", charset=\"UTF-8\"");
        write(response, HttpStatus.UNAUTHORIZED, "sign-in", "Sign in with your login and password.");
    }

    /** The provider whose keys are needed does not answer. */
    void away(HttpServletResponse response) throws IOException {
        response.setHeader(HttpHeaders.RETRY_AFTER, "10");
        write(
                response,
                HttpStatus.SERVICE_UNAVAILABLE,
                "busy",
                "The sign-in provider does not answer. Try again in a moment.");
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException why)
            throws IOException {
        write(
                response,
                HttpStatus.FORBIDDEN,
                "forbidden",
                "This request comes from another site and was not carried out.");
    }

    /** All parts are texts of ours without anything to escape. */
    private static void write(HttpServletResponse response, HttpStatus status, String type, String sentence)
            throws IOException {
        byte[] body = ("{\"type\":\"urn:dottedline:" + type + "\",\"title\":\"" + status.getReasonPhrase()
                        + "\",\"status\":" + status.value() + ",\"detail\":\"" + sentence + "\"}")
                .getBytes(StandardCharsets.UTF_8);
        response.setStatus(status.value());
        response.setContentType("application/problem+json");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}

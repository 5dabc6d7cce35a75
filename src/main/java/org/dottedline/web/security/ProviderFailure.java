package org.dottedline.web.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.dottedline.web.security.ProviderRefused.Why;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.web.client.RestClientException;

/** Leads back to the sign-in page, which says why nobody was signed in. */
class ProviderFailure implements AuthenticationFailureHandler {

    /** What may stand in a log; other words may have been typed into the address. */
    private static final Set<String> KNOWN = Set.of(
            "access_denied",
            "authorization_request_not_found",
            "client_registration_not_found",
            "invalid_client",
            "invalid_grant",
            "invalid_id_token",
            "invalid_nonce",
            "invalid_request",
            "invalid_state_parameter",
            "invalid_token_response",
            "invalid_user_info_response",
            "missing_signature_verifier");

    private final SecurityLog log;

    ProviderFailure(SecurityLog log) {
        this.log = log;
    }

    @Override
    public void onAuthenticationFailure(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
            throws IOException {
        response.sendRedirect(request.getContextPath() + PageSignIn.PATH + "?provider="
                + why(failure).word());
    }

    private Why why(AuthenticationException failure) {
        if (failure instanceof ProviderRefused refused) {
            return refused.why(); // in the log already, with the person
        }
        if (isAway(failure)) {
            log.signInRefused(null, "the provider: away");
            return Why.AWAY;
        }
        String code = failure instanceof OAuth2AuthenticationException known
                ? known.getError().getErrorCode()
                : "";
        log.signInRefused(null, "the provider: " + (KNOWN.contains(code) ? code : "another answer than expected"));
        return Why.FAILED;
    }

    static boolean isAway(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof RestClientException || cause instanceof IOException) {
                return true;
            }
        }
        return false;
    }
}

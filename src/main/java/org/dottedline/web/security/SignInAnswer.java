package org.dottedline.web.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import org.jspecify.annotations.Nullable;

/**
 * What the sign-in page has to say about what happened before.
 *
 * @param refused the sentence why nobody was signed in, or null
 * @param signedOut whether somebody has just signed out
 * @param typed the login that was typed, to be shown again, or null
 */
public record SignInAnswer(
        @Nullable String refused,
        boolean signedOut,
        @Nullable String typed) {

    /** What to say in answer to this request for the sign-in page. */
    public static SignInAnswer of(HttpServletRequest request) {
        String refused = request.getParameter("wait") != null
                ? TooManyAttempts.SENTENCE
                : request.getParameter("refused") != null ? PasswordSignIn.NO : null;
        HttpSession session = refused == null ? null : request.getSession(false);
        return new SignInAnswer(
                refused,
                request.getParameter("signed-out") != null,
                session == null ? null : (String) session.getAttribute(PageSignIn.TYPED_LOGIN));
    }
}

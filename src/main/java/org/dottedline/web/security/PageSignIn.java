package org.dottedline.web.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import org.dottedline.people.People;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;

/**
 * The ways to the sign-in page: {@code /sign-in} when nobody is signed in, {@code ?refused} after a wrong login or password,
 * {@code ?wait} after too many. The login that was typed is kept in the session as {@code typedLogin}.
 */
class PageSignIn implements AuthenticationEntryPoint, AuthenticationFailureHandler {

    static final String PATH = "/sign-in";
    static final String TYPED_LOGIN = "typedLogin";

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException why)
            throws IOException {
        if (request.getHeader("HX-Request") != null) {
            // a part of a page was asked for: take the whole page there, not the sign-in form into the part
            response.setHeader("HX-Redirect", request.getContextPath() + PATH);
            response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
            return;
        }
        response.sendRedirect(request.getContextPath() + PATH);
    }

    @Override
    public void onAuthenticationFailure(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException why) throws IOException {
        String login = request.getParameter("username");
        HttpSession session = request.getSession();
        if (People.isLogin(login)) {
            session.setAttribute(TYPED_LOGIN, login);
        } else {
            session.removeAttribute(TYPED_LOGIN);
        }
        response.sendRedirect(
                request.getContextPath() + PATH + (why instanceof TooManyAttempts ? "?wait" : "?refused"));
    }
}

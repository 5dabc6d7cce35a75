package org.dottedline.web.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Optional;
import org.dottedline.page.UploadPlace;
import org.dottedline.refusal.Forbidden;
import org.dottedline.refusal.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.session.web.http.SessionRepositoryFilter;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Files are taken where a room says so, from whom it admits, up to its size. Everywhere else a body in parts is not taken apart: the
 * server would do so for the token in it, before anybody asks whose it is.
 */
@Component
@Order(SessionRepositoryFilter.DEFAULT_ORDER + 1)
class UploadFilter extends OncePerRequestFilter {

    /** What may be around a file in the body. */
    private static final long AROUND = 64 * 1024;

    private static final long READ_AT_MOST = 200L * 1024 * 1024;

    private final ObjectProvider<UploadPlace> places;

    /** Asks for the places when one is needed: a filter is there before what they lean on. */
    UploadFilter(ObjectProvider<UploadPlace> places) {
        this.places = places;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        String type = request.getContentType();
        return type == null
                || !type.strip().toLowerCase(Locale.ROOT).startsWith("multipart/")
                || request.getRequestURI().startsWith("/api/");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String path = request.getRequestURI();
        Optional<UploadPlace> place =
                places.stream().filter(one -> one.isAt(path)).findFirst();
        String login = login(request.getSession(false));
        if (place.isEmpty()) {
            response.sendError(HttpStatus.UNSUPPORTED_MEDIA_TYPE.value());
        } else if (login == null) {
            response.sendRedirect(PageSignIn.PATH);
        } else if (!admitted(place.get(), login, path, response)) {
            throwAway(request.getInputStream());
        } else if (request.getContentLengthLong() < 0) {
            response.sendError(HttpStatus.LENGTH_REQUIRED.value());
        } else if (request.getContentLengthLong() > place.get().most() + AROUND) {
            // a browser hears an answer only after it has sent everything
            throwAway(request.getInputStream());
            response.sendRedirect(path + "?too-large");
        } else {
            chain.doFilter(request, response);
        }
    }

    private static boolean admitted(UploadPlace place, String login, String path, HttpServletResponse response)
            throws IOException {
        try {
            place.admit(login, path);
            return true;
        } catch (Refusal refused) {
            response.sendError(
                    refused instanceof Forbidden ? HttpStatus.FORBIDDEN.value() : HttpStatus.NOT_FOUND.value());
            return false;
        }
    }

    /** Who is signed in to a session. */
    private static @Nullable String login(@Nullable HttpSession session) {
        Object context = session == null
                ? null
                : session.getAttribute(HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY);
        return context instanceof SecurityContext signedIn && signedIn.getAuthentication() != null
                ? signedIn.getAuthentication().getName()
                : null;
    }

    private static void throwAway(InputStream body) throws IOException {
        byte[] buffer = new byte[64 * 1024];
        long read = 0;
        for (int more = 0; more >= 0 && read <= READ_AT_MOST; more = body.read(buffer)) {
            read += more;
        }
    }
}

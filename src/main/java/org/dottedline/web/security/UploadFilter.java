package org.dottedline.web.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Files are taken in two places, from people who are signed in, up to a size. Everywhere else a body in parts is not taken apart:
 * the server would do so for the token in it, before anybody asks whose it is.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class UploadFilter extends OncePerRequestFilter {

    /** 50 MiB for the file, and a little for what is around it. */
    static final long MOST = 50L * 1024 * 1024 + 64 * 1024;

    private static final long READ_AT_MOST = 4 * MOST;
    private static final Pattern PLACE =
            Pattern.compile("/tasks/[A-Za-z0-9-]{1,64}/survey|/communities/[a-z][a-z0-9-]{0,39}/ideas/import");

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
        if (!PLACE.matcher(path).matches()) {
            response.sendError(HttpStatus.UNSUPPORTED_MEDIA_TYPE.value());
        } else if (!isSignedIn(request.getSession(false))) {
            response.sendRedirect(PageSignIn.PATH);
        } else if (request.getContentLengthLong() < 0) {
            response.sendError(HttpStatus.LENGTH_REQUIRED.value());
        } else if (request.getContentLengthLong() > MOST) {
            // a browser hears an answer only after it has sent everything
            throwAway(request.getInputStream());
            response.sendRedirect(path + "?too-large");
        } else {
            chain.doFilter(request, response);
        }
    }

    private static boolean isSignedIn(@Nullable HttpSession session) {
        return session != null
                && session.getAttribute(HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY) != null;
    }

    private static void throwAway(InputStream body) throws IOException {
        byte[] buffer = new byte[64 * 1024];
        long read = 0;
        for (int more = 0; more >= 0 && read <= READ_AT_MOST; more = body.read(buffer)) {
            read += more;
        }
    }
}

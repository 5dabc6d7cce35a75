package org.dottedline.watch;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Gives each request an id, for the log and in the answer, so that who reports a failure can say which. One that comes along is not taken. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class MarkedRequests extends OncePerRequestFilter {

    private static final Logger LOG = LoggerFactory.getLogger(MarkedRequests.class);

    static final String HEADER = "X-Request-Id";

    private static final Pattern REF = Pattern.compile("/trails/([A-Z0-9.]{2,60})(?:/|$)");

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String id = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
        Marks.request(id);
        Matcher ref = REF.matcher(request.getRequestURI());
        if (ref.find()) {
            Marks.ref(ref.group(1));
        }
        response.setHeader(HEADER, id);
        try {
            chain.doFilter(request, response);
        } catch (InvalidParameterException unreadable) {
            throw unreadable; // no failure: the container says what it cannot read
        } catch (ServletException | RuntimeException failure) {
            if (response.isCommitted()) {
                throw failure;
            }
            // here and not by the container, which would do it when the marks are gone
            LOG.error("A page failed", failure);
            response.sendError(HttpServletResponse.SC_INTERNAL_SERVER_ERROR);
        } finally {
            Marks.clear();
        }
    }
}

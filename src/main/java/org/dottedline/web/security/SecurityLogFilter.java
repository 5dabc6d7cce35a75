package org.dottedline.web.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.springframework.web.filter.OncePerRequestFilter;

/** Writes every request that was refused to the security log, whoever refused it. */
class SecurityLogFilter extends OncePerRequestFilter {

    private final SecurityLog log;

    SecurityLogFilter(SecurityLog log) {
        this.log = log;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        int status = 0;
        try {
            chain.doFilter(request, response);
        } catch (InvalidParameterException unreadable) {
            // what the container cannot read as fields it answers itself, later
            status = unreadable.getErrorCode();
            throw unreadable;
        } finally {
            int answered = status == 0 ? response.getStatus() : status;
            if (answered / 100 == 4 && !OpenPaths.isAsset(request)) {
                log.refused(request, CurrentPerson.of(request).orElse(null), answered);
            }
        }
    }
}

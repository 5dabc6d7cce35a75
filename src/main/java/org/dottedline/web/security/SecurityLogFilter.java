package org.dottedline.web.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
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
        try {
            chain.doFilter(request, response);
        } finally {
            if (response.getStatus() / 100 == 4 && !OpenPaths.isAsset(request)) {
                log.refused(request, CurrentPerson.of(request).orElse(null), response.getStatus());
            }
        }
    }
}

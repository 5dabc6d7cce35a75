package org.dottedline.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.dottedline.api.OutageProblem;
import org.dottedline.database.Heartbeat;
import org.dottedline.database.Outage;
import org.dottedline.page.Words;
import org.dottedline.watch.Refusals;
import org.dottedline.web.security.SafeHeaders;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.ViewResolver;
import org.thymeleaf.spring6.view.ThymeleafViewResolver;

/**
 * Answers 503 where the database is away or has too much to do: with a problem for programs and a page for people, wherever on its way
 * through the application a request met it. While the database is known to be silent nobody waits for it: a thread that waits is one
 * less for whoever asks whether this node is ready.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 2)
class Unavailable extends OncePerRequestFilter {

    private static final Logger LOG = LoggerFactory.getLogger(Unavailable.class);

    /** Asked for late: the web server makes its filters before the database is there, and its failures are told by others. */
    private final ObjectProvider<Heartbeat> heartbeat;

    private final ObjectProvider<ThymeleafViewResolver> views;
    private final Words words;
    private final Refusals refusals;

    Unavailable(
            ObjectProvider<Heartbeat> heartbeat,
            ObjectProvider<ThymeleafViewResolver> views,
            Words words,
            Refusals refusals) {
        this.heartbeat = heartbeat;
        this.views = views;
        this.words = words;
        this.refusals = refusals;
    }

    /** What needs no database: files that are the same for everybody, and health. */
    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        String path = request.getRequestURI();
        return path.startsWith("/assets/") || path.startsWith("/webjars/") || path.startsWith("/actuator/");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (heartbeat.getObject().isAway()) {
            answer(request, response, Outage.AWAY, false);
            return;
        }
        try {
            chain.doFilter(request, response);
        } catch (ServletException | RuntimeException failure) {
            Optional<Outage> outage = Outage.behind(failure);
            if (outage.isEmpty() || response.isCommitted()) {
                throw failure;
            }
            // its class alone: what a driver says may repeat what was typed
            LOG.warn(
                    "Not answered, the database is {}: {}",
                    outage.get(),
                    failure.getClass().getName());
            answer(request, response, outage.get(), true);
        }
    }

    private void answer(HttpServletRequest request, HttpServletResponse response, Outage outage, boolean tried)
            throws ServletException, IOException {
        refusals.outage();
        response.resetBuffer();
        response.setHeader("Content-Encoding", null);
        SafeHeaders.on(response);
        response.setHeader("Retry-After", OutageProblem.RETRY_AFTER);
        response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        boolean unsure = tried && outage == Outage.AWAY && !"GET".equals(request.getMethod());
        if (request.getRequestURI().startsWith("/api/")
                || request.getRequestURI().startsWith("/v3/")) {
            OutageProblem.write(response, outage, unsure);
        } else {
            draw(request, response, outage, unsure);
        }
    }

    /** A page of its own: the frame of the others asks the database. */
    private void draw(HttpServletRequest request, HttpServletResponse response, Outage outage, boolean unsure)
            throws ServletException, IOException {
        try {
            ViewResolver resolver = views.getObject();
            View page = resolver.resolveViewName("web/away", Locale.ENGLISH);
            String kind = outage.name().toLowerCase(Locale.ROOT);
            if (page == null) {
                throw new IllegalStateException("There is no page web/away");
            }
            page.render(
                    Map.of(
                            "sentence",
                            words.text("away." + kind),
                            "help",
                            words.text(unsure ? "away.look" : "away.nothing-changed"),
                            "again",
                            "GET".equals(request.getMethod())),
                    request,
                    response);
        } catch (ServletException | IOException | RuntimeException failure) {
            throw failure;
        } catch (Exception failure) {
            throw new ServletException(failure);
        }
    }
}

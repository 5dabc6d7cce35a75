package org.dottedline.web.security;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import org.dottedline.web.security.persistence.SessionTable;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.session.autoconfigure.DefaultCookieSerializerCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.session.config.annotation.web.http.EnableSpringHttpSession;
import org.springframework.session.web.http.SessionRepositoryFilter;
import org.springframework.web.servlet.FlashMap;
import org.springframework.web.servlet.FlashMapManager;
import org.springframework.web.servlet.support.SessionFlashMapManager;

/** Sessions come from the database, for everything behind this filter. */
@Configuration(proxyBeanMethods = false)
@EnableSpringHttpSession
class SessionConfiguration {

    @Bean
    DatabaseSessions sessions(SessionTable table, @Value("${server.servlet.session.timeout}") Duration idle) {
        return new DatabaseSessions(table, idle);
    }

    /**
     * Named by the database and not by the port: nodes on one database share their cookies, two instances side by side on one
     * host keep them apart.
     */
    @Bean
    DefaultCookieSerializerCustomizer cookie(SessionTable table) {
        String name = "dottedline-" + table.installation().toString().substring(0, 8);
        return cookie -> {
            cookie.setCookieName(name);
            cookie.setUseBase64Encoding(false);
        };
    }

    @Bean
    FilterRegistrationBean<Filter> sessionFilter(SessionRepositoryFilter<?> filter, DatabaseSessions sessions) {
        FilterRegistrationBean<Filter> registration = new FilterRegistrationBean<>((request, response, chain) -> {
            try {
                filter.doFilter(request, response, chain);
            } finally {
                sessions.endRequest();
            }
        });
        registration.setName("sessions");
        registration.setDispatcherTypes(EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC, DispatcherType.ERROR));
        registration.setOrder(SessionRepositoryFilter.DEFAULT_ORDER);
        return registration;
    }

    /** Sentences for the next page are for pages: a style, a picture or a load balancer asks for no session. */
    @Bean
    FlashMapManager flashMapManager() {
        return new SessionFlashMapManager() {
            @Override
            protected @Nullable List<FlashMap> retrieveFlashMaps(HttpServletRequest request) {
                return OpenPaths.isAsset(request) || OpenPaths.isHealth(request)
                        ? null
                        : super.retrieveFlashMaps(request);
            }
        };
    }

    /** It stands in the one above. */
    @Bean
    FilterRegistrationBean<SessionRepositoryFilter<?>> notTwice(SessionRepositoryFilter<?> filter) {
        FilterRegistrationBean<SessionRepositoryFilter<?>> registration = new FilterRegistrationBean<>(filter);
        registration.setEnabled(false);
        return registration;
    }
}

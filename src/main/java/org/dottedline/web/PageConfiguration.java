package org.dottedline.web;

import java.util.Locale;
import java.util.Map;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.handler.SimpleUrlHandlerMapping;
import org.springframework.web.servlet.i18n.FixedLocaleResolver;

/** What all pages have in common. */
@Configuration(proxyBeanMethods = false)
class PageConfiguration implements WebMvcConfigurer {

    @Override
    public void addInterceptors(InterceptorRegistry interceptors) {
        interceptors.addInterceptor(new FieldsOfPages());
    }

    /** Before the actuator's own mapping, which knows these addresses, too, and has no answer for whoever asks for a page. */
    @Bean
    static SimpleUrlHandlerMapping probes(HealthEndpoint health) {
        return new SimpleUrlHandlerMapping(
                Map.of(
                        "/actuator/health/readiness", new Probes(health, "readiness"),
                        "/actuator/health/liveness", new Probes(health, "liveness")),
                -200);
    }

    /** The pages speak one language until there is a second bundle, and dates are written in the language of the page. */
    @Bean
    LocaleResolver localeResolver() {
        return new FixedLocaleResolver(Locale.ENGLISH);
    }
}

package org.dottedline.web;

import java.util.Locale;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.i18n.FixedLocaleResolver;

/** What all pages have in common. */
@Configuration(proxyBeanMethods = false)
class PageConfiguration {

    /** The pages speak one language until there is a second bundle, and dates are written in the language of the page. */
    @Bean
    LocaleResolver localeResolver() {
        return new FixedLocaleResolver(Locale.ENGLISH);
    }
}

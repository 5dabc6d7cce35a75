package org.dottedline;

import java.util.Map;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * The product's way of keeping passwords at its lowest cost: hundreds of people are made and sign in, and half of the time of such a
 * test went into hashes. What the product itself takes is seen by {@code PasswordsAreKeptTest}.
 */
@TestConfiguration(proxyBeanMethods = false)
public class QuickPasswords {

    private static final int LOWEST = 4;

    @Bean
    static BeanPostProcessor quick() {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                return bean instanceof PasswordEncoder
                        ? new DelegatingPasswordEncoder("bcrypt", Map.of("bcrypt", new BCryptPasswordEncoder(LOWEST)))
                        : bean;
            }
        };
    }
}

package org.dottedline.web.security;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.List;
import org.dottedline.people.People;
import org.dottedline.people.Person;
import org.dottedline.time.ApplicationClock;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.security.web.authentication.HttpStatusEntryPoint;
import org.springframework.security.web.authentication.SavedRequestAwareAuthenticationSuccessHandler;
import org.springframework.security.web.context.SecurityContextHolderFilter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Three ways in: what is not here at all, the API, and the pages. Roles are no part of it: what a person may do is decided
 * where it is done, by the gate and the services.
 */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration implements WebMvcConfigurer {

    static {
        // the person comes from the sign-in, not from a parameter
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(Person.class);
    }

    @Bean
    static PasswordEncoder passwordEncoder() {
        return PasswordEncoderFactories.createDelegatingPasswordEncoder();
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new PersonArgument());
    }

    /** The port of operators, where there is one: health and figures, without persons. Who reaches it is its address's affair. */
    @Bean
    @Order(-1)
    SecurityFilterChain operators(HttpSecurity http, Environment environment) throws Exception {
        return http.securityMatcher(request -> {
                    Integer port = environment.getProperty("local.management.port", Integer.class);
                    return port != null
                            && port == request.getLocalPort()
                            && !port.equals(environment.getProperty("local.server.port", Integer.class));
                })
                .csrf(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(AbstractHttpConfigurer::disable)
                .exceptionHandling(
                        refused -> refused.authenticationEntryPoint(new HttpStatusEntryPoint(HttpStatus.NOT_FOUND)))
                .authorizeHttpRequests(requests -> requests.requestMatchers(
                                HttpMethod.GET, "/actuator/health/**", "/actuator/prometheus")
                        .permitAll()
                        .anyRequest()
                        .denyAll())
                .build();
    }

    /** Outside of everything that refuses, also of what looks at bodies before anybody asks who sends them. */
    @Bean
    static FilterRegistrationBean<SecurityLogFilter> securityLogOutermost(SecurityLog log) {
        FilterRegistrationBean<SecurityLogFilter> outermost = new FilterRegistrationBean<>(new SecurityLogFilter(log));
        outermost.setOrder(Ordered.HIGHEST_PRECEDENCE + 1); // within the marks of its line
        return outermost;
    }

    /** What a load balancer asks every second, which is nobody's session. */
    @Bean
    @Order(0)
    SecurityFilterChain health(HttpSecurity http) throws Exception {
        return common(http)
                .securityMatcher(paths(OpenPaths.HEALTH))
                .csrf(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(AbstractHttpConfigurer::disable)
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .build();
    }

    /** The engine's own doors, which this product does not have, and what only operators see. */
    @Bean
    @Order(1)
    SecurityFilterChain nothingHere(HttpSecurity http) throws Exception {
        return common(http)
                .securityMatcher(paths("/actuator/**", "/camunda/**", "/engine-rest/**"))
                .csrf(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(AbstractHttpConfigurer::disable)
                .exceptionHandling(
                        refused -> refused.authenticationEntryPoint(new HttpStatusEntryPoint(HttpStatus.NOT_FOUND)))
                .authorizeHttpRequests(requests -> requests.anyRequest().denyAll())
                .build();
    }

    @Bean
    @Order(2)
    SecurityFilterChain api(
            HttpSecurity http, PasswordSignIn signIn, Provider provider, People people, ApplicationClock clock)
            throws Exception {
        Problems problems = new Problems(provider.passwords());
        provider.api(http, problems);
        RequestMatcher description = paths("/v3/api-docs/**", "/v3/api-docs.yaml");
        RequestMatcher calls = paths("/api/**");
        return common(http)
                // the description is read by programs with a password and by people with a session
                .securityMatcher(request -> calls.matches(request)
                        || (description.matches(request) && request.getHeader(HttpHeaders.AUTHORIZATION) != null))
                .authenticationManager(new ProviderManager(signIn))
                .csrf(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(AbstractHttpConfigurer::disable)
                .httpBasic(basic -> basic.authenticationEntryPoint(problems))
                .exceptionHandling(
                        refused -> refused.authenticationEntryPoint(problems).accessDeniedHandler(problems))
                .addFilterAfter(new ForeignOriginFilter(problems), SecurityContextHolderFilter.class)
                .addFilterBefore(new CurrentPersonFilter(people, clock.realTime()), AuthorizationFilter.class)
                .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                .build();
    }

    @Bean
    @Order(3)
    SecurityFilterChain pages(
            HttpSecurity http, PasswordSignIn signIn, Provider provider, People people, ApplicationClock clock)
            throws Exception {
        PageSignIn toSignIn = new PageSignIn();
        AskedFor cache = new AskedFor(SecurityConfiguration::isPageAskedFor);
        SavedRequestAwareAuthenticationSuccessHandler onward = new SavedRequestAwareAuthenticationSuccessHandler();
        onward.setRequestCache(cache);
        // the address that was asked for carries the Host that was sent with it: only its path is gone to
        onward.setRedirectStrategy((request, response, address) -> response.sendRedirect(pathOf(address)));
        AuthenticationSuccessHandler toWhatWasAskedFor = (request, response, authentication) -> {
            request.getSession().removeAttribute(PageSignIn.TYPED_LOGIN);
            onward.onAuthenticationSuccess(request, response, authentication);
        };
        provider.pages(http, toWhatWasAskedFor);
        return common(http)
                .authenticationManager(new ProviderManager(signIn))
                .sessionManagement(session -> session.sessionFixation(fixation -> fixation.changeSessionId()))
                .requestCache(requests -> requests.requestCache(cache))
                .formLogin(form -> form.loginPage(PageSignIn.PATH)
                        .loginProcessingUrl(PageSignIn.PATH)
                        .successHandler(toWhatWasAskedFor)
                        .failureHandler(toSignIn))
                .logout(logout -> logout.logoutUrl("/sign-out")
                        // not on to the provider: a browser lets a form lead nowhere else, and the page there offers it
                        .logoutSuccessHandler((request, response, authentication) ->
                                response.sendRedirect(request.getContextPath() + PageSignIn.PATH + "?signed-out"
                                        + (authentication instanceof SignedIn was && was.isByProvider()
                                                ? "=" + Provider.SIGNED_OUT_HERE
                                                : ""))))
                .exceptionHandling(refused -> refused.accessDeniedHandler(new TooLate())
                        .defaultAuthenticationEntryPointFor(
                                new Problems(provider.passwords()), paths("/v3/api-docs/**", "/v3/api-docs.yaml"))
                        .defaultAuthenticationEntryPointFor(toSignIn, request -> true))
                .addFilterAfter(
                        new ForeignOriginFilter(new org.springframework.security.web.access.AccessDeniedHandlerImpl()),
                        SecurityContextHolderFilter.class)
                .addFilterBefore(new CurrentPersonFilter(people, clock.realTime()), AuthorizationFilter.class)
                .authorizeHttpRequests(requests -> requests.dispatcherTypeMatchers(
                                jakarta.servlet.DispatcherType.ERROR, jakarta.servlet.DispatcherType.FORWARD)
                        .permitAll()
                        .requestMatchers("/assets/**", "/webjars/**", "/favicon.ico", PageSignIn.PATH)
                        .permitAll()
                        // from the sign-in page of the demo; without the demo it is not there, for anybody
                        .requestMatchers(org.springframework.http.HttpMethod.POST, "/walk", "/walk/leave")
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                .build();
    }

    private static HttpSecurity common(HttpSecurity http) throws Exception {
        return http.headers(headers -> headers.contentSecurityPolicy(
                        policy -> policy.policyDirectives(SafeHeaders.CONTENT_SECURITY_POLICY))
                .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN))
                .permissionsPolicyHeader(permissions -> permissions.policy(SafeHeaders.PERMISSIONS_POLICY))
                .frameOptions(frames -> frames.deny())
                .httpStrictTransportSecurity(
                        transport -> transport.maxAgeInSeconds(31_536_000).includeSubDomains(true)));
    }

    private static String pathOf(String address) {
        URI asked = URI.create(address);
        return asked.getRawQuery() == null ? asked.getRawPath() : asked.getRawPath() + "?" + asked.getRawQuery();
    }

    /** A page that a person asked for: not an icon or a part of a page, which a browser asks for by itself, and no form. */
    private static boolean isPageAskedFor(HttpServletRequest request) {
        String accepted = request.getHeader(HttpHeaders.ACCEPT);
        return "GET".equals(request.getMethod())
                && request.getHeader("HX-Request") == null
                && accepted != null
                && accepted.contains(MediaType.TEXT_HTML_VALUE);
    }

    private static RequestMatcher paths(String... patterns) {
        PathPatternRequestMatcher.Builder path = PathPatternRequestMatcher.withDefaults();
        return new OrRequestMatcher(java.util.Arrays.stream(patterns)
                .map(pattern -> (RequestMatcher) path.matcher(pattern))
                .toList());
    }
}

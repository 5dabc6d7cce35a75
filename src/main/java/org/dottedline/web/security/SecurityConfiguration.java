package org.dottedline.web.security;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.List;
import org.dottedline.people.People;
import org.dottedline.people.Person;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
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

    private static final String CONTENT_SECURITY_POLICY = "default-src 'self'; img-src 'self' data:; object-src 'none';"
            + " base-uri 'none'; frame-ancestors 'none'; form-action 'self'";
    private static final String PERMISSIONS_POLICY = "accelerometer=(), browsing-topics=(), camera=(),"
            + " display-capture=(), geolocation=(), gyroscope=(), microphone=(), payment=(), usb=()";

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

    /** The engine's own doors, which this product does not have, and what only operators see. */
    @Bean
    @Order(1)
    SecurityFilterChain nothingHere(HttpSecurity http, SecurityLog log) throws Exception {
        RequestMatcher health = paths(OpenPaths.HEALTH);
        RequestMatcher nothing = paths("/actuator/**", "/camunda/**", "/engine-rest/**");
        return common(http, log)
                .securityMatcher(request -> nothing.matches(request) && !health.matches(request))
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
    SecurityFilterChain api(HttpSecurity http, PasswordSignIn signIn, People people, SecurityLog log) throws Exception {
        Problems problems = new Problems();
        RequestMatcher description = paths("/v3/api-docs/**", "/v3/api-docs.yaml");
        RequestMatcher calls = paths("/api/**");
        return common(http, log)
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
                .addFilterBefore(new CurrentPersonFilter(people, Clock.systemUTC()), AuthorizationFilter.class)
                .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                .build();
    }

    @Bean
    @Order(3)
    SecurityFilterChain pages(HttpSecurity http, PasswordSignIn signIn, People people, SecurityLog log)
            throws Exception {
        PageSignIn toSignIn = new PageSignIn();
        AskedFor cache = new AskedFor(SecurityConfiguration::isPageAskedFor);
        SavedRequestAwareAuthenticationSuccessHandler onward = new SavedRequestAwareAuthenticationSuccessHandler();
        onward.setRequestCache(cache);
        return common(http, log)
                .authenticationManager(new ProviderManager(signIn))
                .sessionManagement(session -> session.sessionFixation(fixation -> fixation.changeSessionId()))
                .requestCache(requests -> requests.requestCache(cache))
                .formLogin(form -> form.loginPage(PageSignIn.PATH)
                        .loginProcessingUrl(PageSignIn.PATH)
                        .successHandler((request, response, authentication) -> {
                            request.getSession().removeAttribute(PageSignIn.TYPED_LOGIN);
                            onward.onAuthenticationSuccess(request, response, authentication);
                        })
                        .failureHandler(toSignIn))
                .logout(logout -> logout.logoutUrl("/sign-out").logoutSuccessUrl(PageSignIn.PATH + "?signed-out"))
                .exceptionHandling(refused -> refused.defaultAuthenticationEntryPointFor(
                                new Problems(), paths("/v3/api-docs/**", "/v3/api-docs.yaml"))
                        .defaultAuthenticationEntryPointFor(toSignIn, request -> true))
                .addFilterAfter(
                        new ForeignOriginFilter(new org.springframework.security.web.access.AccessDeniedHandlerImpl()),
                        SecurityContextHolderFilter.class)
                .addFilterBefore(new CurrentPersonFilter(people, Clock.systemUTC()), AuthorizationFilter.class)
                .authorizeHttpRequests(requests -> requests.dispatcherTypeMatchers(
                                jakarta.servlet.DispatcherType.ERROR, jakarta.servlet.DispatcherType.FORWARD)
                        .permitAll()
                        .requestMatchers(OpenPaths.HEALTH)
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

    private static HttpSecurity common(HttpSecurity http, SecurityLog log) throws Exception {
        return http.headers(headers -> headers.contentSecurityPolicy(
                                policy -> policy.policyDirectives(CONTENT_SECURITY_POLICY))
                        .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN))
                        .permissionsPolicyHeader(permissions -> permissions.policy(PERMISSIONS_POLICY))
                        .frameOptions(frames -> frames.deny())
                        .httpStrictTransportSecurity(transport ->
                                transport.maxAgeInSeconds(31_536_000).includeSubDomains(true)))
                .addFilterBefore(new SecurityLogFilter(log), SecurityContextHolderFilter.class);
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

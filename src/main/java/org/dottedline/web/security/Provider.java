package org.dottedline.web.security;

import java.util.List;
import java.util.Optional;
import org.dottedline.people.People;
import org.dottedline.time.ApplicationClock;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import org.springframework.http.converter.FormHttpMessageConverter;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.oauth2.client.endpoint.RestClientAuthorizationCodeTokenResponseClient;
import org.springframework.security.oauth2.client.http.OAuth2ErrorResponseErrorHandler;
import org.springframework.security.oauth2.client.oidc.authentication.OidcAuthorizationCodeAuthenticationProvider;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserService;
import org.springframework.security.oauth2.client.userinfo.DefaultOAuth2UserService;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestCustomizers;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestRedirectFilter;
import org.springframework.security.oauth2.core.http.converter.OAuth2AccessTokenResponseHttpMessageConverter;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.security.web.authentication.UsernamePasswordAuthenticationFilter;
import org.springframework.security.web.authentication.session.ChangeSessionIdAuthenticationStrategy;
import org.springframework.security.web.authentication.session.CompositeSessionAuthenticationStrategy;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.csrf.CsrfAuthenticationStrategy;
import org.springframework.security.web.csrf.HttpSessionCsrfTokenRepository;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestTemplate;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Signing in at the company's provider (OpenID Connect), where the environment names one: the authorization code with PKCE for pages,
 * and tokens of its own for the API.
 */
@Component
public class Provider {

    /** Leads to the provider. A link and no form: a form may only lead to this product. */
    public static final String WAY = "/sign-in/with/" + Discovery.ID;

    static final String RETURN = "/sign-in/return";

    /** What the sign-in page is asked with after somebody of the provider has signed out. */
    static final String SIGNED_OUT_HERE = "here";

    private final @Nullable ProviderSettings settings;
    private final @Nullable Discovery discovery;
    private final @Nullable ProviderPersons persons;
    private final SecurityLog log;

    Provider(Environment environment, People people, SecurityLog log, ApplicationClock clock) {
        this.settings = ProviderSettings.of(environment).orElse(null);
        this.discovery = settings == null ? null : new Discovery(settings);
        this.persons = settings == null ? null : new ProviderPersons(settings, people, log, clock.realTime());
        this.log = log;
    }

    /** What people call it; empty where there is none. */
    public Optional<String> name() {
        return Optional.ofNullable(settings).map(ProviderSettings::name);
    }

    /** Whether login and password open anything. */
    public boolean passwords() {
        return settings == null || settings.passwords();
    }

    /** Where somebody who has signed out here may sign out at the provider, too, and come back from; empty where that is not offered. */
    public Optional<String> signOut() {
        return discovery == null || settings == null
                ? Optional.empty()
                : discovery
                        .signOut()
                        .map(address -> UriComponentsBuilder.fromUriString(address)
                                .queryParam("client_id", "{client}")
                                .queryParam("post_logout_redirect_uri", "{back}")
                                .encode()
                                .buildAndExpand(settings.clientId(), settings.address() + PageSignIn.PATH)
                                .toUriString());
    }

    /** Adds the way there and the way back. */
    void pages(HttpSecurity http, AuthenticationSuccessHandler onward) {
        if (discovery == null || persons == null) {
            return;
        }
        ProviderFailure failure = new ProviderFailure(log);
        DefaultOAuth2AuthorizationRequestResolver request =
                new DefaultOAuth2AuthorizationRequestResolver(discovery, "/sign-in/with");
        request.setAuthorizationRequestCustomizer(OAuth2AuthorizationRequestCustomizers.withPkce());
        OAuth2AuthorizationRequestRedirectFilter there = new OAuth2AuthorizationRequestRedirectFilter(request);
        there.setAuthenticationFailureHandler(failure);

        ProviderReturn back = new ProviderReturn(discovery, persons);
        back.setAuthenticationManager(new ProviderManager(codes(discovery)));
        back.setSecurityContextRepository(new HttpSessionSecurityContextRepository());
        back.setSessionAuthenticationStrategy(new CompositeSessionAuthenticationStrategy(List.of(
                new ChangeSessionIdAuthenticationStrategy(),
                new CsrfAuthenticationStrategy(new HttpSessionCsrfTokenRepository()))));
        back.setAuthenticationSuccessHandler(onward);
        back.setAuthenticationFailureHandler(failure);

        http.addFilterBefore(there, UsernamePasswordAuthenticationFilter.class)
                .addFilterBefore(back, UsernamePasswordAuthenticationFilter.class);
    }

    /** Adds tokens, where the settings say for whom they are to be made out. */
    void api(HttpSecurity http, Problems problems) {
        if (settings != null && settings.audience() != null && discovery != null && persons != null) {
            http.addFilterBefore(
                    BearerTokens.filter(settings.issuer(), settings.audience(), discovery, persons, problems, log),
                    org.springframework.security.web.authentication.www.BasicAuthenticationFilter.class);
        }
    }

    private static OidcAuthorizationCodeAuthenticationProvider codes(Discovery discovery) {
        RestClientAuthorizationCodeTokenResponseClient tokens = new RestClientAuthorizationCodeTokenResponseClient();
        tokens.setRestClient(RestClient.builder()
                .requestFactory(discovery.requests())
                .configureMessageConverters(converters -> converters
                        .disableDefaults()
                        .addCustomConverter(new FormHttpMessageConverter())
                        .addCustomConverter(new OAuth2AccessTokenResponseHttpMessageConverter()))
                .defaultStatusHandler(new OAuth2ErrorResponseErrorHandler())
                .build());
        RestTemplate asks = new RestTemplate(discovery.requests());
        asks.setErrorHandler(new OAuth2ErrorResponseErrorHandler());
        DefaultOAuth2UserService claims = new DefaultOAuth2UserService();
        claims.setRestOperations(asks);
        OidcUserService users = new OidcUserService();
        users.setOauth2UserService(claims);
        OidcAuthorizationCodeAuthenticationProvider codes =
                new OidcAuthorizationCodeAuthenticationProvider(tokens, users);
        codes.setJwtDecoderFactory(new IdTokens(discovery));
        return codes;
    }
}

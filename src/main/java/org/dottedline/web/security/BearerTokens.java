package org.dottedline.web.security;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.JwtTypeValidator;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationProvider;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.web.client.RestClientException;

/** Tokens of the provider that open the API: signed by it, in time, and made out for us. */
final class BearerTokens {

    private BearerTokens() {}

    static BearerTokenAuthenticationFilter filter(
            String issuer,
            String audience,
            Discovery discovery,
            ProviderPersons persons,
            Problems problems,
            SecurityLog log) {
        JwtDecoder decoder = lazily(() -> IdTokens.decoder(discovery, validator(issuer, audience)));
        JwtAuthenticationProvider tokens = new JwtAuthenticationProvider(decoder);
        tokens.setJwtAuthenticationConverter(token -> persons.call(token.getClaims()));
        BearerTokenAuthenticationFilter filter = new BearerTokenAuthenticationFilter(new ProviderManager(tokens));
        filter.setAuthenticationEntryPoint(problems);
        filter.setAuthenticationFailureHandler((request, response, failure) -> {
            if (failure instanceof AuthenticationServiceException) {
                log.signInRefused(null, "the provider: away");
                problems.away(response);
                return;
            }
            if (failure instanceof OAuth2AuthenticationException) {
                log.signInRefused(null, "a token that does not hold");
            }
            problems.commence(request, response, failure);
        });
        return filter;
    }

    /** With the keys of a provider that need not be there at the start. */
    private static JwtDecoder lazily(Supplier<JwtDecoder> made) {
        AtomicReference<JwtDecoder> known = new AtomicReference<>();
        return token -> {
            JwtDecoder decoder = known.get();
            if (decoder == null) {
                try {
                    decoder = made.get();
                } catch (RestClientException away) {
                    throw new JwtException("The provider does not answer", away);
                }
                known.set(decoder);
            }
            return decoder.decode(token);
        };
    }

    /** A token of an ID carries the nonce of a sign-in and was never meant to open anything. */
    private static OAuth2TokenValidator<Jwt> validator(String issuer, String audience) {
        JwtTypeValidator type = new JwtTypeValidator("JWT", "at+jwt", "application/at+jwt");
        type.setAllowEmpty(true);
        return new DelegatingOAuth2TokenValidator<>(
                type,
                new JwtTimestampValidator(),
                new JwtIssuerValidator(issuer),
                new JwtClaimValidator<List<String>>("aud", all -> all != null && all.contains(audience)),
                new JwtClaimValidator<Object>("exp", end -> end != null),
                token -> token.hasClaim("nonce")
                        ? OAuth2TokenValidatorResult.failure(new OAuth2Error("invalid_token"))
                        : OAuth2TokenValidatorResult.success());
    }
}

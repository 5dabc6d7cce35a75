package org.dottedline.web.security;

import java.time.Duration;
import java.util.List;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenDecoderFactory;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenValidator;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.converter.ClaimTypeConverter;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtDecoderFactory;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.web.client.RestTemplate;

/**
 * Reads what the provider has signed. Only with keys that it publishes, never with the secret that both know: Spring's own factory takes
 * one algorithm and waits for keys without an end.
 */
class IdTokens implements JwtDecoderFactory<ClientRegistration> {

    private static final Duration CLOCKS_APART = Duration.ofSeconds(60);

    private final Discovery discovery;
    private volatile @org.jspecify.annotations.Nullable JwtDecoder known;

    IdTokens(Discovery discovery) {
        this.discovery = discovery;
    }

    @Override
    public JwtDecoder createDecoder(ClientRegistration registration) {
        JwtDecoder decoder = known;
        if (decoder == null) {
            OidcIdTokenValidator validator = new OidcIdTokenValidator(registration);
            validator.setClockSkew(CLOCKS_APART);
            NimbusJwtDecoder made = decoder(
                    discovery,
                    new DelegatingOAuth2TokenValidator<>(new JwtTimestampValidator(CLOCKS_APART), validator));
            made.setClaimSetConverter(
                    new ClaimTypeConverter(OidcIdTokenDecoderFactory.createDefaultClaimTypeConverters()));
            known = made;
            decoder = made;
        }
        return decoder;
    }

    /** @throws org.springframework.web.client.RestClientException if the provider does not answer */
    static NimbusJwtDecoder decoder(Discovery discovery, OAuth2TokenValidator<Jwt> validator) {
        ClientHttpRequestFactory requests = discovery.requests();
        NimbusJwtDecoder decoder = NimbusJwtDecoder.withJwkSetUri(
                        discovery.registration().getProviderDetails().getJwkSetUri())
                .restOperations(new RestTemplate(requests))
                // all of them are of key pairs
                .jwsAlgorithms(algorithms -> algorithms.addAll(List.of(SignatureAlgorithm.values())))
                .validateType(false) // said by the validators
                .build();
        decoder.setJwtValidator(validator);
        return decoder;
    }
}

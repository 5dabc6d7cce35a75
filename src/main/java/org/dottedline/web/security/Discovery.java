package org.dottedline.web.security;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.HttpMethod;
import org.springframework.http.client.SimpleClientHttpRequestFactory;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.web.client.RestClientException;
import org.springframework.web.client.RestTemplate;

/**
 * What the provider says of itself, asked when somebody first needs it and not at the start: a provider that is away keeps nobody from
 * their work who is signed in or has a password.
 */
class Discovery implements ClientRegistrationRepository {

    /** The one provider, in paths and in a session. */
    static final String ID = "provider";

    private static final int WAIT = 5_000;
    private static final long QUIET = 10_000_000_000L;

    private final ProviderSettings settings;
    private final SimpleClientHttpRequestFactory requests = new SimpleClientHttpRequestFactory();
    private volatile @Nullable ClientRegistration known;
    private @Nullable Long failedAt;

    Discovery(ProviderSettings settings) {
        this.settings = settings;
        requests.setConnectTimeout(WAIT);
        requests.setReadTimeout(WAIT);
    }

    /** Makes requests that end: five seconds for a connection, five for an answer. */
    SimpleClientHttpRequestFactory requests() {
        return requests;
    }

    @Override
    public @Nullable ClientRegistration findByRegistrationId(String id) {
        return ID.equals(id) ? registration() : null;
    }

    /** @throws RestClientException if the provider does not answer */
    ClientRegistration registration() {
        ClientRegistration asked = known;
        return asked == null ? ask() : asked;
    }

    /** Where one signs out at the provider; empty where it offers no such thing or does not answer. */
    Optional<String> signOut() {
        try {
            return Optional.ofNullable(registration()
                            .getProviderDetails()
                            .getConfigurationMetadata()
                            .get("end_session_endpoint"))
                    .map(Object::toString);
        } catch (RestClientException away) {
            return Optional.empty();
        }
    }

    /** One at a time, and after a failure nobody for ten seconds: who waits here is missing elsewhere. */
    private synchronized ClientRegistration ask() {
        ClientRegistration asked = known;
        if (asked != null) {
            return asked;
        }
        if (failedAt != null && System.nanoTime() - failedAt < QUIET) {
            throw new RestClientException("The provider did not answer a moment ago");
        }
        try {
            asked = registration(metadata());
            known = asked;
            return asked;
        } catch (RuntimeException failure) {
            failedAt = System.nanoTime();
            throw failure instanceof RestClientException
                    ? failure
                    : new RestClientException("The provider's answer cannot be read", failure);
        }
    }

    private Map<String, Object> metadata() {
        String issuer = settings.issuer();
        String address = (issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer)
                + "/.well-known/openid-configuration";
        Map<String, Object> metadata = new RestTemplate(requests)
                .exchange(address, HttpMethod.GET, null, new ParameterizedTypeReference<Map<String, Object>>() {})
                .getBody();
        if (metadata == null || !issuer.equals(metadata.get("issuer"))) {
            throw new RestClientException("The provider calls itself otherwise than DOTTEDLINE_OIDC_ISSUER does");
        }
        return metadata;
    }

    private ClientRegistration registration(Map<String, Object> metadata) {
        ClientRegistration.Builder registration = ClientRegistrations.fromOidcConfiguration(metadata)
                .registrationId(ID)
                .clientId(settings.clientId())
                .scope(settings.scopes())
                .redirectUri(settings.address() + Provider.RETURN)
                .clientSettings(ClientRegistration.ClientSettings.builder()
                        .requireProofKey(true)
                        .build());
        if (settings.secret() == null) {
            return registration
                    .clientAuthenticationMethod(ClientAuthenticationMethod.NONE)
                    .build();
        }
        return registration.clientSecret(settings.secret()).build();
    }
}

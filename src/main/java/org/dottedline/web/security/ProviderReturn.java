package org.dottedline.web.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.client.web.OAuth2LoginAuthenticationFilter;
import org.springframework.security.oauth2.core.user.OAuth2User;

/** Takes whoever comes back from the provider: a code for a token, the token for a person. Of the token nothing is kept. */
class ProviderReturn extends OAuth2LoginAuthenticationFilter {

    private final ProviderPersons persons;

    ProviderReturn(ClientRegistrationRepository provider, ProviderPersons persons) {
        super(provider, new Forgotten(), Provider.RETURN);
        this.persons = persons;
    }

    @Override
    public Authentication attemptAuthentication(HttpServletRequest request, HttpServletResponse response) {
        OAuth2User claimed =
                ((OAuth2AuthenticationToken) super.attemptAuthentication(request, response)).getPrincipal();
        return persons.signIn(claimed.getAttributes());
    }

    /** Nothing is asked of the provider in the name of a person later, so no token is needed. */
    private static class Forgotten implements OAuth2AuthorizedClientRepository {

        @Override
        public <T extends OAuth2AuthorizedClient> @Nullable T loadAuthorizedClient(
                String id, Authentication person, HttpServletRequest request) {
            return null;
        }

        @Override
        public void saveAuthorizedClient(
                OAuth2AuthorizedClient client,
                Authentication person,
                HttpServletRequest request,
                HttpServletResponse response) {}

        @Override
        public void removeAuthorizedClient(
                String id, Authentication person, HttpServletRequest request, HttpServletResponse response) {}
    }
}

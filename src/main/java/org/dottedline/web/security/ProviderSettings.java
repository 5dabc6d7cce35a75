package org.dottedline.web.security;

import java.net.URI;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dottedline.database.StartFailure;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;

/**
 * The company's sign-in provider as the environment names it.
 *
 * @param issuer its address, as it stands in its tokens
 * @param secret what this product proves itself with; null for a client that has none
 * @param name what people call it
 * @param address where people open this product; no address that a request brings is ever told to the provider
 * @param loginClaim the claim that holds the login
 * @param loginDomain what has to stand behind an @ in that claim and is left out; null where the claim is the login
 * @param rolesClaim the claim that holds what a person is; null where roles are given here
 * @param roles from a value of that claim to the group it stands for; empty where the values are our groups
 * @param audience for whom a token has to be made out that opens the API; null where none does
 * @param passwords whether passwords open anything beside it
 */
record ProviderSettings(
        String issuer,
        String clientId,
        @Nullable String secret,
        String name,
        String address,
        List<String> scopes,
        String loginClaim,
        @Nullable String loginDomain,
        @Nullable String rolesClaim,
        Map<String, String> roles,
        @Nullable String audience,
        boolean passwords) {

    private static final String PREFIX = "dottedline.oidc.";
    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

    /**
     * Empty where no provider is named.
     *
     * @throws StartFailure where one is named by halves
     */
    static Optional<ProviderSettings> of(Environment environment) {
        String issuer = text(environment, "issuer");
        if (issuer == null) {
            return Optional.empty();
        }
        URI provider = address("ISSUER", issuer);
        if (!"https".equals(provider.getScheme()) && !THIS_MACHINE.contains(provider.getHost())) {
            throw new StartFailure(
                    "DOTTEDLINE_OIDC_ISSUER is not https", "whoever listens on the way could sign in as anybody");
        }
        String address = needed(environment, "address", "ADDRESS");
        address("ADDRESS", address);
        String name = text(environment, "name");
        String scopes = text(environment, "scopes");
        String loginClaim = text(environment, "login.claim");
        return Optional.of(new ProviderSettings(
                issuer,
                needed(environment, "client.id", "CLIENT_ID"),
                text(environment, "client.secret"),
                name == null ? provider.getHost() : name,
                address.endsWith("/") ? address.substring(0, address.length() - 1) : address,
                List.of((scopes == null ? "openid profile" : scopes).split("[\\s,]+")),
                loginClaim == null ? "preferred_username" : loginClaim,
                text(environment, "login.domain"),
                text(environment, "roles.claim"),
                roles(text(environment, "roles")),
                text(environment, "audience"),
                !"off".equals(text(environment, "passwords"))));
    }

    private static @Nullable String text(Environment environment, String name) {
        String text = environment.getProperty(PREFIX + name);
        return text == null || text.isBlank() ? null : text.strip();
    }

    private static String needed(Environment environment, String name, String variable) {
        String text = text(environment, name);
        if (text == null) {
            throw new StartFailure(
                    "DOTTEDLINE_OIDC_ISSUER is set and DOTTEDLINE_OIDC_" + variable + " is not",
                    "set both, or neither");
        }
        return text;
    }

    private static URI address(String variable, String text) {
        try {
            URI address = URI.create(text);
            if (address.getHost() != null && Set.of("https", "http").contains(address.getScheme())) {
                return address;
            }
        } catch (IllegalArgumentException notAnAddress) {
            // said below
        }
        throw new StartFailure(
                "DOTTEDLINE_OIDC_" + variable + " is no address", "write it as https://dottedline.example.org");
    }

    /** {@code Group A=board; Group B=lob-executive.billing}. */
    private static Map<String, String> roles(@Nullable String text) {
        Map<String, String> roles = new LinkedHashMap<>();
        if (text != null) {
            Arrays.stream(text.split(";")).filter(pair -> !pair.isBlank()).forEach(pair -> {
                int equals = pair.lastIndexOf('=');
                if (equals < 1) {
                    throw new StartFailure(
                            "DOTTEDLINE_OIDC_ROLES cannot be read",
                            "write it as Their group=board;Another=lob-executive.billing");
                }
                roles.put(
                        pair.substring(0, equals).strip(),
                        pair.substring(equals + 1).strip());
            });
        }
        return Map.copyOf(roles);
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "ProviderSettings[" + issuer + "]";
    }
}

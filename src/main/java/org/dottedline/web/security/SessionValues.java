package org.dottedline.web.security;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.csrf.DefaultCsrfToken;
import org.springframework.web.servlet.FlashMap;

/**
 * What a session may keep, as JSON. No class is written with its fields, so that a session outlives the classes of the version that
 * began it. What is not known here cannot be kept: a session is no place for what a program wants to remember.
 */
final class SessionValues {

    private static final String HEADER = "X-CSRF-TOKEN";
    private static final String PARAMETER = "_csrf";

    private static final String SIGNED_IN = "signed-in";
    private static final String TOKEN = "token";
    private static final String FLASH = "flash";
    private static final String ERRAND = "errand";

    /**
     * The value as JSON: text, number, truth, list or map.
     *
     * @throws IllegalArgumentException if a session keeps no such thing
     */
    Object write(String name, Object value) {
        if (value instanceof String || value instanceof Integer) {
            return value;
        }
        if (value instanceof SecurityContext context && context.getAuthentication() instanceof SignedIn signedIn) {
            return Map.of(SIGNED_IN, signedIn.toMap());
        }
        if (value instanceof CsrfToken token
                && HEADER.equals(token.getHeaderName())
                && PARAMETER.equals(token.getParameterName())) {
            return Map.of(TOKEN, token.getToken());
        }
        if (value instanceof OAuth2AuthorizationRequest request) {
            return Map.of(ERRAND, errand(request));
        }
        if (value instanceof List<?> list && list.stream().allMatch(FlashMap.class::isInstance)) {
            return Map.of(FLASH, list.stream().map(one -> flash((FlashMap) one)).toList());
        }
        throw new IllegalArgumentException("A session does not keep " + name + ", a " + value.getClass());
    }

    /** What {@link #write} was given. */
    Object read(String name, Object kept) {
        if (!(kept instanceof Map<?, ?> map)) {
            return kept;
        }
        if (map.get(SIGNED_IN) instanceof Map<?, ?> signedIn) {
            return new SecurityContextImpl(SignedIn.of(signedIn));
        }
        if (map.get(TOKEN) instanceof String token) {
            return new DefaultCsrfToken(HEADER, PARAMETER, token);
        }
        if (map.get(ERRAND) instanceof Map<?, ?> errand) {
            return errand(errand);
        }
        if (map.get(FLASH) instanceof List<?> list) {
            // whoever reads sentences takes those out that are shown or too old: in the list itself
            return list.stream().map(one -> flash((Map<?, ?>) one)).collect(Collectors.toCollection(ArrayList::new));
        }
        throw new IllegalArgumentException("A session does not keep " + name);
    }

    /** What somebody is sent to the provider with, and has to come back with. */
    private static Map<String, Object> errand(OAuth2AuthorizationRequest request) {
        Map<String, Object> attributes = new HashMap<>();
        request.getAttributes().forEach((name, value) -> attributes.put(name, (String) value));
        return Map.of(
                "to", request.getAuthorizationUri(),
                "client", request.getClientId(),
                "back", request.getRedirectUri(),
                "scopes", List.copyOf(request.getScopes()),
                "state", request.getState(),
                "attributes", attributes);
    }

    private static OAuth2AuthorizationRequest errand(Map<?, ?> written) {
        Map<String, Object> attributes = new HashMap<>();
        ((Map<?, ?>) written.get("attributes")).forEach((name, value) -> attributes.put((String) name, value));
        return OAuth2AuthorizationRequest.authorizationCode()
                .authorizationUri((String) written.get("to"))
                .clientId((String) written.get("client"))
                .redirectUri((String) written.get("back"))
                .scope(((List<?>) written.get("scopes"))
                        .stream().map(String.class::cast).toArray(String[]::new))
                .state((String) written.get("state"))
                .attributes(attributes)
                .build();
    }

    /** A sentence for the next page. */
    private static Map<String, Object> flash(FlashMap flash) {
        Map<String, Object> written = new HashMap<>();
        Map<String, List<String>> sentences = new HashMap<>();
        flash.forEach((name, value) -> sentences.put(
                name, ((List<?>) value).stream().map(String.class::cast).toList()));
        written.put("values", sentences);
        if (flash.getTargetRequestPath() != null) {
            written.put("path", flash.getTargetRequestPath());
        }
        Map<String, List<String>> parameters = new HashMap<>();
        flash.getTargetRequestParams().forEach(parameters::put);
        written.put("parameters", parameters);
        written.put("until", Instant.ofEpochMilli(flash.getExpirationTime()).toString());
        return written;
    }

    private static FlashMap flash(Map<?, ?> written) {
        FlashMap flash = new FlashMap();
        ((Map<?, ?>) written.get("values")).forEach((name, value) -> flash.put((String) name, value));
        flash.setTargetRequestPath((String) written.get("path"));
        ((Map<?, ?>) written.get("parameters"))
                .forEach((name, all) ->
                        ((List<?>) all).forEach(one -> flash.addTargetRequestParam((String) name, (String) one)));
        flash.setExpirationTime(Instant.parse((String) written.get("until")).toEpochMilli());
        return flash;
    }
}

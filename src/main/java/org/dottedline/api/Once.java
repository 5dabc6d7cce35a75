package org.dottedline.api;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.dottedline.api.persistence.KeyTable;
import org.dottedline.engine.UserAction;
import org.dottedline.refusal.InvalidFields;
import org.dottedline.refusal.KeyReused;
import org.dottedline.time.ApplicationClock;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answers a POST once: with the same {@code Idempotency-Key} and the same body within 24 hours the first answer comes again and
 * nothing is done. Key, answer and what was done are one transaction. A refusal is not kept: nothing was done, so the next try is
 * a first one.
 */
@Component
public class Once {

    public static final String HEADER = "Idempotency-Key";
    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,200}");
    private static final Duration KEPT = Duration.ofHours(24);

    private final UserAction userAction;
    private final KeyTable table;
    private final JsonMapper json;
    private final ApplicationClock clock;

    Once(UserAction userAction, KeyTable table, JsonMapper json, ApplicationClock clock) {
        this.userAction = userAction;
        this.table = table;
        this.json = json;
        this.clock = clock;
    }

    /**
     * Runs the action in one transaction, or gives the answer it gave before.
     *
     * @param login who asks; keys of different persons have nothing to do with each other
     * @throws KeyReused if the key came before with another request
     * @throws InvalidFields if the key is not 1 to 200 visible ASCII characters
     */
    public ResponseEntity<Object> answer(
            String login, HttpServletRequest request, @Nullable Object body, Supplier<ResponseEntity<?>> action) {
        String key = request.getHeader(HEADER);
        if (key == null) {
            return userAction.run(() -> plain(action.get()));
        }
        if (!KEY.matcher(key).matches()) {
            throw new InvalidFields(HEADER, "An idempotency key is 1 to 200 visible ASCII characters.");
        }
        String hash =
                hash(request.getMethod() + " " + request.getRequestURI() + " " + json.writeValueAsString(sorted(body)));
        return userAction.run(() -> {
            table.forgetBefore(login, clock.instant().minus(KEPT));
            if (!table.take(login, key, hash, clock.instant())) {
                return again(table.answer(login, key), hash);
            }
            ResponseEntity<Object> answer = plain(action.get());
            URI location = answer.getHeaders().getLocation();
            table.keep(
                    login,
                    key,
                    answer.getStatusCode().value(),
                    location == null ? null : location.toString(),
                    answer.getBody() == null ? null : json.writeValueAsString(answer.getBody()));
            return answer;
        });
    }

    /** The name of the field by which a form on a page carries its key. */
    public static final String FIELD = "once";

    /** A key for a form that is being drawn. */
    public static String newKey() {
        return UUID.randomUUID().toString();
    }

    /**
     * Opens something from a page in one transaction: a double click gives what the first one opened. The same form with other
     * content is another wish.
     *
     * @param key what the form carried; without one the action simply runs
     * @param content what was filled in
     * @return what the action or the first click returned
     */
    public String opened(String login, String key, Object content, Supplier<String> action) {
        if (!KEY.matcher(key).matches()) {
            return userAction.run(action);
        }
        String hash = hash("page " + json.writeValueAsString(sorted(content)));
        return userAction.run(() -> {
            table.forgetBefore(login, clock.instant().minus(KEPT));
            if (!table.take(login, key, hash, clock.instant())) {
                KeyTable.Answer first = table.answer(login, key);
                return first.request().equals(hash) && first.location() != null ? first.location() : action.get();
            }
            String opened = action.get();
            table.keep(login, key, 302, opened, null);
            return opened;
        });
    }

    private ResponseEntity<Object> again(KeyTable.Answer first, String hash) {
        if (!first.request().equals(hash)) {
            throw new KeyReused("This idempotency key was used for another request; use a new one.");
        }
        ResponseEntity.BodyBuilder answer = ResponseEntity.status(first.status());
        if (first.location() != null) {
            answer.location(URI.create(first.location()));
        }
        return first.body() == null ? answer.build() : answer.body(json.readTree(first.body()));
    }

    private static ResponseEntity<Object> plain(ResponseEntity<?> answer) {
        return new ResponseEntity<>(answer.getBody(), answer.getHeaders(), answer.getStatusCode());
    }

    private static @Nullable Object sorted(@Nullable Object body) {
        return body instanceof java.util.Map<?, ?> map ? new TreeMap<>(map) : body;
    }

    private static String hash(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}

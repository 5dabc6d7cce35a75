package org.dottedline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** A program that drives Dotted Line from outside: the API over a real socket, nothing else. Who asks is said by every call. */
public final class Api {

    /** Across a handover the next task is there within this time. */
    public static final Duration SOON = Duration.ofSeconds(10);

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Pattern HALF =
            Pattern.compile("[\\ud800-\\udbff](?![\\udc00-\\udfff])|(?<![\\ud800-\\udbff])[\\udc00-\\udfff]");
    private static final Pattern MOMENT = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,9})?Z");

    private final HttpClient client = HttpClient.newHttpClient();
    private final String host;

    public Api(int port) {
        this.host = "http://localhost:" + port;
    }

    /** A person of the demo, whose password is the login. */
    public Caller as(String login) {
        return as(login, login);
    }

    public Caller as(String login, String password) {
        return new Caller(login, password);
    }

    /** Fields of a body by name, in this order. */
    public static Map<String, Object> fields(Object... namesAndValues) {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            fields.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return fields;
    }

    /** Asks again until the assertion holds, for as long as a handover may take. */
    public static void soon(Runnable assertion) {
        soon(() -> {
            assertion.run();
            return true;
        });
    }

    /** Asks again until there is an answer without a failed assertion, for as long as a handover may take. */
    public static <T> T soon(Supplier<T> question) {
        long end = System.nanoTime() + SOON.toNanos();
        for (int wait = 5; ; wait = Math.min(50, 2 * wait)) {
            try {
                return question.get();
            } catch (AssertionError notYet) {
                if (System.nanoTime() > end) {
                    throw notYet;
                }
            }
            try {
                Thread.sleep(wait);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** Takes what is a moment out of an object, and fails where it is none in UTC. */
    public static Map<String, Object> without(Map<String, Object> object, String... moments) {
        Map<String, Object> rest = new LinkedHashMap<>(object);
        for (String moment : moments) {
            assertThat(String.valueOf(rest.remove(moment))).as(moment).matches(MOMENT);
        }
        return rest;
    }

    /** As JSON; half a pair of surrogates, which no encoding has, by its number. */
    private static String written(Map<String, ?> body) {
        return HALF.matcher(JSON.writeValueAsString(body))
                .replaceAll(
                        half -> String.format("\\\\u%04x", (int) half.group().charAt(0)));
    }

    /** Whoever signs in with every call. */
    public final class Caller {

        private final String login;
        private final String authorization;

        private Caller(String login, String password) {
            this.login = login;
            this.authorization = "Basic "
                    + Base64.getEncoder().encodeToString((login + ":" + password).getBytes(StandardCharsets.UTF_8));
        }

        public String login() {
            return login;
        }

        public Answer get(String path) {
            return send("GET", path, (String) null);
        }

        public Answer post(String path) {
            return send("POST", path, (String) null);
        }

        public Answer post(String path, Map<String, ?> body) {
            return send("POST", path, written(body));
        }

        public Answer post(String path, Map<String, ?> body, String key) {
            return send("POST", path, JSON.writeValueAsString(body), "Idempotency-Key", key);
        }

        public Answer put(String path, Map<String, ?> body) {
            return send("PUT", path, written(body));
        }

        public Answer send(String method, String path, @Nullable String body, String... headers) {
            return send(method, path, body == null ? null : body.getBytes(StandardCharsets.UTF_8), headers);
        }

        public Answer send(String method, String path, byte @Nullable [] body, String... headers) {
            return send(
                    method, path, body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body), headers);
        }

        public Answer send(String method, String path, HttpRequest.BodyPublisher body, String... headers) {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(host + path))
                    .timeout(Duration.ofSeconds(60))
                    .header("Authorization", authorization)
                    .header("Content-Type", "application/json")
                    .method(method, body);
            for (int i = 0; i < headers.length; i += 2) {
                request.setHeader(headers[i], headers[i + 1]);
            }
            return Api.this.send(request.build());
        }

        /** What one can work on at and below a reference. */
        public List<Map<String, Object>> tasks(String ref) {
            return get("/api/v1/tasks?ref=" + ref).ok().items();
        }

        /** The one task of this kind at or below a reference, as soon as it is there. */
        public Map<String, Object> task(String ref, String task) {
            return soon(() -> {
                List<Map<String, Object>> found =
                        get("/api/v1/tasks?ref=" + ref + "&task=" + task).ok().items();
                assertThat(found).as(task + " for " + login + " at " + ref).hasSize(1);
                return found.get(0);
            });
        }

        public String taskId(String ref, String task) {
            return (String) task(ref, task).get("id");
        }

        /** Completes that task, as soon as it is there. */
        public Answer complete(String ref, String task, Object... fields) {
            return completeById(taskId(ref, task), fields(fields));
        }

        public Answer completeById(String id, Map<String, ?> fields) {
            return post("/api/v1/tasks/" + id + "/complete", fields);
        }

        public Answer withdraw(String ref, String reason) {
            return post("/api/v1/trails/" + ref + "/withdraw", Map.of("reason", reason));
        }

        public Map<String, Object> trail(String ref) {
            return get("/api/v1/trails/" + ref).ok().object();
        }

        public List<Map<String, Object>> history(String ref) {
            return get("/api/v1/trails/" + ref + "/history").ok().items();
        }

        public List<Map<String, Object>> handovers(String ref) {
            return get("/api/v1/trails/" + ref + "/handovers").ok().items();
        }
    }

    /** Without signing in. */
    public Answer anonymously(String path) {
        return send(HttpRequest.newBuilder(URI.create(host + path)).build());
    }

    private Answer send(HttpRequest request) {
        try {
            return new Answer(request, client.send(request, HttpResponse.BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    public static String encoded(String parameter) {
        return URLEncoder.encode(parameter, StandardCharsets.UTF_8);
    }

    /** What came back. */
    public record Answer(HttpRequest request, HttpResponse<String> response) {

        public int status() {
            return response.statusCode();
        }

        public String text() {
            return response.body();
        }

        @SuppressWarnings("unchecked")
        public Map<String, Object> object() {
            return JSON.readValue(text(), Map.class);
        }

        @SuppressWarnings("unchecked")
        public List<Map<String, Object>> items() {
            return (List<Map<String, Object>>) object().get("items");
        }

        public @Nullable String next() {
            return (String) object().get("next");
        }

        public @Nullable String location() {
            return response.headers().firstValue("Location").orElse(null);
        }

        /** The reference of what was opened. */
        public String ref() {
            is(201);
            assertThat(location()).startsWith("/api/v1/trails/");
            return location().substring("/api/v1/trails/".length());
        }

        public Answer ok() {
            return is(200);
        }

        public Answer is(int status) {
            assertThat(status()).as(this::toString).isEqualTo(status);
            return this;
        }

        /** Whether it says no, as RFC 9457 and the contract have it. */
        public Answer refused(int status, String type) {
            is(status);
            assertThat(response.headers().firstValue("Content-Type"))
                    .as(this::toString)
                    .hasValueSatisfying(value -> assertThat(value).startsWith("application/problem+json"));
            Map<String, Object> problem = object();
            assertThat(problem)
                    .as(this::toString)
                    .containsEntry("type", "urn:dottedline:" + type)
                    .containsEntry("status", status);
            assertThat((String) problem.get("detail")).isNotBlank().endsWith(".");
            return this;
        }

        /** Whether exactly these fields are wrong, each with a sentence. */
        public Answer wrong(String... fields) {
            refused(422, "fields");
            assertThat(errors())
                    .allSatisfy(error -> assertThat(error)
                            .containsOnlyKeys("field", "message")
                            .satisfies(one -> assertThat((String) one.get("message"))
                                    .isNotBlank()
                                    .endsWith(".")));
            List<Object> named = new ArrayList<>();
            errors().forEach(error -> named.add(error.get("field")));
            assertThat(named).as(this::toString).containsExactlyInAnyOrder((Object[]) fields);
            return this;
        }

        @SuppressWarnings("unchecked")
        private List<Map<String, Object>> errors() {
            return (List<Map<String, Object>>) object().getOrDefault("errors", List.of());
        }

        /** The names of the fields that are wrong. */
        public List<String> errorsAt() {
            return errors().stream()
                    .map(error -> String.valueOf(error.get("field")))
                    .toList();
        }

        public String detail() {
            return (String) object().get("detail");
        }

        @SuppressWarnings("unchecked")
        public List<String> notes() {
            return (List<String>) ok().object().get("notes");
        }

        @Override
        public String toString() {
            String body = text().length() > 2000 ? text().substring(0, 2000) + "…" : text();
            return request.method() + " " + request.uri() + " → " + status() + " " + body;
        }
    }
}

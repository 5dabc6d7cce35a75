package org.dottedline.trust;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.dottedline.Api;
import org.dottedline.Api.Caller;
import org.dottedline.Visitor;

/** All that one person may open: every page that links lead to from the first one, every answer of the API, and every refusal of it. */
final class Crawl {

    private static final int MOST = 600;
    private static final Pattern LINK = Pattern.compile("(?:href|src)=\"(/[^\"#]*)");
    private static final Set<String> NOT_OURS = Set.of("/assets/", "/webjars/", "/favicon");
    /** Each entry of a case leads to the case from there on: the same entries again. */
    private static final Pattern FROM_AN_ENTRY = Pattern.compile("/case\\?after=");

    /** The same of a case, wherever in the trail one comes from. */
    private static final Pattern OF_A_CASE = Pattern.compile("/case/.+");

    /** What no call has a field for: each says so, or that there is nothing here for this person. */
    private static final Map<String, String> REFUSED = Map.of("qzw", "qzw");

    private static final Pattern NAME = Pattern.compile("\\{([^}]+)}");

    private final Caller caller;
    private final Visitor visitor;
    private final Known known;
    private final Map<String, String> answers = new LinkedHashMap<>();
    private final Set<String> opened = new LinkedHashSet<>();

    /** What stands for the names in the paths of the API, and the words that are searched for. */
    record Known(List<String> refs, List<String> tasks, List<String> words) {

        List<String> valuesOf(String path, String name, List<String> choices) {
            return switch (name) {
                case "ref" -> refs;
                case "login" -> List.of("exec-billing", "cm-developers");
                case "kind" -> choices.isEmpty() ? List.of("approvals") : choices;
                case "q" -> words;
                case "id" -> {
                    if (path.startsWith("/api/v1/tasks")) {
                        yield tasks;
                    }
                    if (path.startsWith("/api/v1/units")) {
                        yield List.of("billing", "care", "developers", "users");
                    }
                    if (path.startsWith("/api/v1/communities")) {
                        yield List.of("developers", "users");
                    }
                    throw new AssertionError("Say what stands for {id} in " + path);
                }
                default -> throw new AssertionError("Say what stands for " + name + " in " + path);
            };
        }
    }

    Crawl(int port, String login, Known known) {
        this.caller = new Api(port).as(login);
        this.visitor = Visitor.at(port, login);
        this.known = known;
    }

    /** Every answer, masked, by its masked path. */
    Map<String, String> everything() {
        Queue<String> links = new ArrayDeque<>(List.of("/", "/tasks"));
        for (String word : known.words()) {
            links.add("/search?q=" + word);
        }
        for (String next = links.poll(); next != null; next = links.poll()) {
            Matcher ofCase = OF_A_CASE.matcher(next);
            if (opened.add(ofCase.find() ? ofCase.group() : next)) {
                links.addAll(open(next));
            }
        }
        api();
        return answers;
    }

    private List<String> open(String path) {
        assertThat(opened).as("pages without end").hasSizeLessThan(MOST);
        HttpResponse<byte[]> answer = visitor.fetch(path, "Accept", "text/html");
        String type = answer.headers().firstValue("Content-Type").orElse("");
        String content = type.contains("openxmlformats")
                ? unpacked(answer.body())
                : new String(answer.body(), StandardCharsets.UTF_8);
        keep(
                path,
                answer.statusCode() + " " + type + " "
                        + answer.headers().firstValue("Content-Disposition").orElse("") + "\n" + content);
        List<String> links = new ArrayList<>();
        if (type.startsWith("text/html")) {
            Set<String> seen = new HashSet<>();
            Matcher link = LINK.matcher(content);
            while (link.find()) {
                String to = link.group(1).replace("&amp;", "&");
                if (seen.add(to)
                        && NOT_OURS.stream().noneMatch(to::startsWith)
                        && !FROM_AN_ENTRY.matcher(to).find()) {
                    links.add(to);
                }
            }
        }
        return links;
    }

    private void keep(String path, String answer) {
        String key = Mask.of(path);
        answers.merge(key, Mask.of(answer), (one, other) -> one + "\n" + other);
    }

    @SuppressWarnings("unchecked")
    private void api() {
        Map<String, Map<String, Map<String, Object>>> paths = (Map<String, Map<String, Map<String, Object>>>)
                caller.get("/v3/api-docs").ok().object().get("paths");
        paths.forEach((path, methods) -> {
            if (methods.containsKey("get")) {
                expanded(path, parameters(methods.get("get"))).forEach(one -> {
                    Api.Answer answer = caller.get(one);
                    keep(one, answer.status() + " " + answer.text());
                });
            }
            if (methods.containsKey("post") && methods.get("post").containsKey("requestBody")) {
                expanded(path, parameters(methods.get("post"))).forEach(one -> {
                    Api.Answer answer = caller.post(one, REFUSED);
                    assertThat(answer.status()).as("POST " + one).isBetween(400, 499);
                    keep("POST " + one, answer.status() + " " + answer.text());
                });
            }
        });
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> parameters(Map<String, Object> operation) {
        return (List<Map<String, Object>>) operation.getOrDefault("parameters", List.of());
    }

    private List<String> expanded(String path, List<Map<String, Object>> parameters) {
        List<String> all = List.of(path);
        for (Map<String, Object> parameter : parameters) {
            String name = (String) parameter.get("name");
            boolean inPath = "path".equals(parameter.get("in"));
            if (inPath || Boolean.TRUE.equals(parameter.get("required")) && "query".equals(parameter.get("in"))) {
                List<String> more = new ArrayList<>();
                for (String one : all) {
                    for (String value : known.valuesOf(path, name, choices(parameter))) {
                        more.add(
                                inPath
                                        ? one.replace("{" + name + "}", value)
                                        : one + (one.contains("?") ? "&" : "?") + name + "=" + value);
                    }
                }
                all = more;
            }
        }
        all.forEach(one -> assertThat(NAME.matcher(one).find()).as(one).isFalse());
        return all;
    }

    @SuppressWarnings("unchecked")
    private static List<String> choices(Map<String, Object> parameter) {
        return parameter.get("schema") instanceof Map<?, ?> schema && schema.get("enum") instanceof List<?> choices
                ? (List<String>) choices
                : List.of();
    }

    /** The parts of a workbook, whose packing has moments in it. */
    private static String unpacked(byte[] book) {
        try {
            Path file = Files.createTempFile("book", ".xlsx");
            try {
                Files.write(file, book);
                try (ZipFile zip = new ZipFile(file.toFile())) {
                    StringBuilder parts = new StringBuilder();
                    for (ZipEntry entry : zip.stream().map(ZipEntry.class::cast).toList()) {
                        String part = new String(zip.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8);
                        parts.append(entry.getName()).append('\n').append(part).append('\n');
                    }
                    return parts.toString();
                }
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package org.dottedline.tasklist.web;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dottedline.tasklist.Context;
import org.springframework.stereotype.Component;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What somebody had before their eyes when they opened a task, for their form to carry: a short hash for each section, so that it
 * can be said which of them changed. It guards against deciding on what is out of date, not against forgery.
 */
@Component
class Seen {

    private static final Pattern SECTION = Pattern.compile("([A-Za-z][A-Za-z-]{0,39})=([0-9a-f]{16})");

    private final JsonMapper sorted;

    Seen(JsonMapper json) {
        this.sorted = json.rebuild()
                .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                .build();
    }

    /** What is seen of a context, and of what else stands on the page, by names for it. */
    String of(Context context, Map<String, ?> others) {
        Map<String, Object> sections = new TreeMap<>(context.asJson());
        sections.putAll(others);
        return sections.entrySet().stream()
                .map(section -> section.getKey() + "=" + hash(sorted.writeValueAsBytes(section.getValue())))
                .collect(Collectors.joining(","));
    }

    /** The sections that came, went or are otherwise, by their keys. */
    List<String> changed(String opened, String now) {
        Map<String, String> before = parsed(opened);
        Map<String, String> after = parsed(now);
        return Stream.concat(before.keySet().stream(), after.keySet().stream())
                .distinct()
                .filter(section -> !String.valueOf(before.get(section)).equals(String.valueOf(after.get(section))))
                .toList();
    }

    private static Map<String, String> parsed(String text) {
        Map<String, String> sections = new TreeMap<>();
        Matcher matcher = SECTION.matcher(text);
        while (matcher.find()) {
            sections.put(matcher.group(1), matcher.group(2));
        }
        return sections;
    }

    private static String hash(byte[] json) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(json), 0, 8);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}

package org.dottedline.web.components;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.core.io.ClassPathResource;

/** The colours of both schemes, read from the style sheet itself, and how well those that meet can be told apart. */
final class Tokens {

    /** What text needs on its ground, and what a line or a shape needs that carries meaning (WCAG 2.2, 1.4.3 and 1.4.11). */
    static final double TEXT = 4.5;

    static final double SHAPE = 3;

    private static final Pattern COLOUR = Pattern.compile("--([a-z-]+): (#[0-9a-f]{6});");

    private static final List<Meeting> MEETINGS = List.of(
            new Meeting("ink", "paper", TEXT),
            new Meeting("ink", "card", TEXT),
            new Meeting("ink", "sunken", TEXT),
            new Meeting("ink", "water", TEXT),
            new Meeting("ink", "water-deep", TEXT),
            new Meeting("ink", "good-tint", TEXT),
            new Meeting("ink", "alarm-tint", TEXT),
            new Meeting("ink", "notice-tint", TEXT),
            new Meeting("ink-soft", "paper", TEXT),
            new Meeting("ink-soft", "card", TEXT),
            new Meeting("ink-soft", "sunken", TEXT),
            new Meeting("ink-soft", "strategy-shore", TEXT),
            new Meeting("ink-soft", "community-shore", TEXT),
            new Meeting("ink-soft", "oversight-tint", TEXT),
            new Meeting("action", "paper", TEXT),
            new Meeting("action", "card", TEXT),
            new Meeting("on-action", "action", TEXT),
            new Meeting("on-action", "action-hover", TEXT),
            new Meeting("water-ink", "water", TEXT),
            new Meeting("water-ink", "water-deep", TEXT),
            new Meeting("good", "good-tint", TEXT),
            new Meeting("alarm", "alarm-tint", TEXT),
            new Meeting("alarm", "card", TEXT),
            new Meeting("alarm", "paper", TEXT),
            new Meeting("card", "alarm", TEXT),
            new Meeting("notice", "notice-tint", TEXT),
            new Meeting("field-rule", "card", SHAPE),
            new Meeting("focus", "paper", SHAPE),
            new Meeting("focus", "card", SHAPE),
            new Meeting("strategy", "card", SHAPE),
            new Meeting("strategy", "strategy-shore", SHAPE),
            new Meeting("community", "card", SHAPE),
            new Meeting("community", "community-shore", SHAPE),
            new Meeting("oversight", "card", SHAPE));

    private Tokens() {}

    /** Two colours that meet: what is drawn, on what, and how far they have to be apart. */
    private record Meeting(String on, String ground, double least) {}

    /** A colour by its name. */
    record Colour(String name, String value) {}

    /** How far two colours are apart: {@code ratio} to 1, of at least {@code least}. */
    record Contrast(
            String on, String onValue, String ground, String groundValue, String ratio, String least, boolean enough) {}

    /** The colours of one scheme; its name is {@code components.scheme.<key>}. */
    record Scheme(String key, List<Colour> colours, List<Contrast> contrasts) {}

    /** Light and dark; dark is light but for what it says anew. */
    static List<Scheme> schemes() {
        String sheet = read();
        int dark = sheet.indexOf("prefers-color-scheme: dark");
        int end = sheet.indexOf("/* What Pico draws");
        Map<String, String> colours = colours(sheet.substring(0, dark));
        Scheme light = scheme("light", colours);
        colours.putAll(colours(sheet.substring(dark, end)));
        return List.of(light, scheme("dark", colours));
    }

    private static Scheme scheme(String key, Map<String, String> colours) {
        List<Colour> shown = new ArrayList<>();
        colours.forEach((name, value) -> shown.add(new Colour(name, value)));
        return new Scheme(
                key,
                shown,
                MEETINGS.stream().map(meeting -> contrast(meeting, colours)).toList());
    }

    private static Contrast contrast(Meeting meeting, Map<String, String> colours) {
        String on = colours.getOrDefault(meeting.on(), "#000000");
        String ground = colours.getOrDefault(meeting.ground(), "#000000");
        double ratio = ratio(on, ground);
        return new Contrast(
                meeting.on(),
                on,
                meeting.ground(),
                ground,
                String.format(Locale.ROOT, "%.2f", ratio),
                String.format(Locale.ROOT, "%.1f", meeting.least()),
                ratio >= meeting.least());
    }

    /** The contrast of two colours, from 1 to 21, as WCAG defines it. */
    static double ratio(String one, String other) {
        double first = luminance(one);
        double second = luminance(other);
        return (Math.max(first, second) + 0.05) / (Math.min(first, second) + 0.05);
    }

    private static double luminance(String colour) {
        return 0.2126 * channel(colour, 1) + 0.7152 * channel(colour, 3) + 0.0722 * channel(colour, 5);
    }

    private static double channel(String colour, int at) {
        double value = Integer.parseInt(colour.substring(at, at + 2), 16) / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
    }

    private static Map<String, String> colours(String rules) {
        Map<String, String> colours = new LinkedHashMap<>();
        Matcher colour = COLOUR.matcher(rules);
        while (colour.find()) {
            colours.put(colour.group(1), colour.group(2));
        }
        return colours;
    }

    private static String read() {
        try {
            return new ClassPathResource("static/assets/css/tokens.css").getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }
}

package org.dottedline.browser;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.EmulateMediaOptions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What axe finds on a page in light and in dark: all its rules in light, and in dark once more those that colours decide, for the
 * schemes differ in their colours alone ({@code tokens.css}).
 */
final class Axe {

    private static final Map<String, Object> ALL = Map.of();

    /** Of axe's category {@code cat.color} those that it asks by default. */
    private static final Map<String, Object> OF_COLOURS =
            Map.of("runOnly", List.of("color-contrast", "link-in-text-block"));

    /** Asks for nothing but what is wrong: to describe what is right takes axe longer than to find out. */
    private static final String RUN = """
            async options => {
              document.body.getBoundingClientRect();
              document.getAnimations().forEach(animation => {
                try { animation.finish(); } catch (endless) { animation.cancel(); }
              });
              const found = await axe.run(document, {...options, resultTypes: ['violations']});
              return found.violations.map(rule => rule.id + ' '
                  + rule.nodes.map(node => node.html + ' ' + node.failureSummary).join('; '));
            }""";

    private static final String SOURCE = source();

    private Axe() {}

    static List<String> violations(Page page) {
        if (page.frames().size() > 1) {
            throw new AssertionError("Look into the frames of " + page.url() + ", too.");
        }
        page.evaluate("() => {" + SOURCE + "}");
        List<String> found = new ArrayList<>(in(ColorScheme.LIGHT, page, ALL));
        found.addAll(in(ColorScheme.DARK, page, OF_COLOURS));
        return found;
    }

    private static List<String> in(ColorScheme scheme, Page page, Map<String, Object> options) {
        page.emulateMedia(new EmulateMediaOptions().setColorScheme(scheme).setReducedMotion(ReducedMotion.REDUCE));
        return ((List<?>) page.evaluate(RUN, options))
                .stream().map(rule -> "in " + scheme + ": " + rule).toList();
    }

    private static String source() {
        try (InputStream script = AxeBuilder.class.getResourceAsStream("/axe.min.js")) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package org.dottedline.watch;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.util.List;
import java.util.Map;
import org.dottedline.trust.Attack;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;
import tools.jackson.databind.json.JsonMapper;

class LogLinesTest {

    private static final String FORGED = "2026-01-01T00:00:00.000Z  WARN [main] [- - -] security : forged";

    /** Tests that ran on this thread before work on trails, and no request's end takes their marks away. */
    @BeforeEach
    void unmarked() {
        Marks.clear();
    }

    @Test
    @Attack(19)
    void nothingThatIsLoggedBeginsALineOfItsOwn() {
        for (String end : List.of("\n", "\r", "\r\n", "\u2028", "\u2029", "\u0085", "\u001b[2K\r")) {
            String text = new TextLines().format(event("said" + end + FORGED, new IllegalStateException(end + FORGED)));

            List<String> lines = List.of(text.split("[\\n\\r\\u2028\\u2029\\u0085\\u001b]"));
            assertThat(lines).as(end).noneMatch(line -> line.startsWith(FORGED));
            assertThat(lines.get(0)).contains("said").contains(FORGED);
            assertThat(lines.subList(1, lines.size()))
                    .allMatch(line -> line.startsWith("\t"))
                    .anyMatch(line -> line.contains(FORGED));
        }
    }

    @Test
    @Attack(19)
    void aLineOfJsonIsOneObjectWhateverIsInIt() {
        String json =
                new JsonLines().format(event("said\",\"level\":\"x\n" + FORGED, new IllegalStateException(FORGED)));

        assertThat(json.lines()).hasSize(1);
        Map<?, ?> parts = JsonMapper.builder().build().readValue(json, Map.class);
        assertThat(parts.get("level")).isEqualTo("WARN");
        assertThat(parts.get("message")).isEqualTo("said\",\"level\":\"x\n" + FORGED);
        assertThat(parts.get("ref")).isEqualTo("G7.O2");
        assertThat((String) parts.get("error")).startsWith("java.lang.IllegalStateException: " + FORGED);
    }

    @Test
    void aMarkIsAReferenceAndNothingThatSomebodyTyped() {
        Marks.ref("G7.O2\nforged");
        assertThat(MDC.get(Marks.REF)).isNull();
        Marks.ref("G7.O2.I1.R3");
        assertThat(MDC.get(Marks.REF)).isEqualTo("G7.O2.I1.R3");
        Marks.clear();
        assertThat(MDC.get(Marks.REF)).isNull();
    }

    private static ILoggingEvent event(String message, Throwable failure) {
        LoggingEvent event =
                new LoggingEvent("", new LoggerContext().getLogger("security"), Level.WARN, message, failure, null);
        event.setMDCPropertyMap(Map.of("ref", "G7.O2"));
        return event;
    }
}

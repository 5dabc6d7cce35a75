package org.dottedline.watch;

import ch.qos.logback.classic.spi.ILoggingEvent;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.logging.structured.StructuredLogFormatter;

/**
 * A line of the log for people. A message is one line whatever is in it, and what follows about a failure is indented, so that
 * nothing that was sent begins a line.
 */
class TextLines implements StructuredLogFormatter<ILoggingEvent> {

    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSX");
    private static final String UNPRINTABLE = "[\\p{C}\\p{Zl}\\p{Zp}]";

    @Override
    public String format(ILoggingEvent event) {
        Map<String, String> marks = event.getMDCPropertyMap();
        Instant at = event.getInstant();
        StringBuilder line = new StringBuilder()
                .append(MOMENT.format(at.atOffset(ZoneOffset.UTC)))
                .append(String.format(" %5s [", event.getLevel()))
                .append(event.getThreadName())
                .append("] [")
                .append(Marks.ALL.stream()
                        .map(mark -> marks.getOrDefault(mark, "-"))
                        .collect(Collectors.joining(" ")))
                .append("] ")
                .append(event.getLoggerName())
                .append(" : ")
                .append(Errors.message(event).replaceAll(UNPRINTABLE + "+", " "))
                .append('\n');
        @Nullable String error = Errors.of(event);
        if (error != null) {
            error.lines()
                    .forEach(part -> line.append('\t')
                            .append(part.strip().replaceAll(UNPRINTABLE, " "))
                            .append('\n'));
        }
        return line.toString();
    }
}

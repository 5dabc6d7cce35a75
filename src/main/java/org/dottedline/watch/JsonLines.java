package org.dottedline.watch;

import ch.qos.logback.classic.spi.ILoggingEvent;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.json.JsonWriter;
import org.springframework.boot.logging.structured.StructuredLogFormatter;

/** A line of the log as one JSON object: time, level, logger, thread, marks, message, error. Whatever is in them, it stays one line. */
class JsonLines implements StructuredLogFormatter<ILoggingEvent> {

    private final JsonWriter<ILoggingEvent> writer = JsonWriter.<ILoggingEvent>of(line -> {
                line.add("time", event -> event.getInstant().toString());
                line.add("level", event -> event.getLevel().toString());
                line.add("logger", ILoggingEvent::getLoggerName);
                line.add("thread", ILoggingEvent::getThreadName);
                for (String mark : Marks.ALL) {
                    line.add(mark, event -> mark(event, mark)).when(Objects::nonNull);
                }
                line.add("message", Errors::message);
                line.add("error", Errors::of).when(Objects::nonNull);
            })
            .withNewLineAtEnd();

    private static @Nullable String mark(ILoggingEvent event, String mark) {
        Map<String, String> marks = event.getMDCPropertyMap();
        return marks.get(mark);
    }

    @Override
    public String format(ILoggingEvent event) {
        return writer.writeToString(event);
    }
}

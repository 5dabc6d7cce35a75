package org.dottedline.watch;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import org.jspecify.annotations.Nullable;

/** What a line of the log says about a failure. */
final class Errors {

    private Errors() {}

    /** The failure with its stack, or null where a line tells of none. */
    static @Nullable String of(ILoggingEvent event) {
        return event.getThrowableProxy() == null
                ? null
                : ThrowableProxyUtil.asString(event.getThrowableProxy()).strip();
    }
}

package org.dottedline.database;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringBootExceptionReporter;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Prints a {@link StartFailure} as the one sentence that it is. Spring Boot's own report is a banner of ten lines below a
 * page of stack trace, in which people do not find the sentence.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
class StartFailureReporter implements SpringBootExceptionReporter {

    StartFailureReporter(@Nullable ConfigurableApplicationContext context) {}

    @Override
    public boolean reportException(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof StartFailure known) {
                System.err.println(known.getMessage());
                return true;
            }
            if (cause instanceof PortInUseException port) {
                System.err.println(PortCheck.busy(port.getPort(), port).getMessage());
                return true;
            }
        }
        return false;
    }
}

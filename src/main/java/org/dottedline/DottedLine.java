package org.dottedline;

import java.util.TimeZone;
import org.dottedline.check.CheckCommand;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts Dotted Line: pages, API, engine and, unless told otherwise, its own PostgreSQL. */
@SpringBootApplication
public class DottedLine {

    static {
        // Times are UTC: the engine's tables have no zone of their own.
        TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
    }

    public static void main(String[] arguments) {
        if (arguments.length > 0 && arguments[0].equals(CheckCommand.NAME)) {
            System.exit(CheckCommand.run());
        }
        SpringApplication.run(DottedLine.class, arguments);
    }
}

package org.dottedline;

import java.util.TimeZone;
import org.dottedline.database.Backup;
import org.dottedline.database.StartFailure;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts Dotted Line: pages, API, engine and, unless told otherwise, its own PostgreSQL. */
@SpringBootApplication
public class DottedLine {

    static {
        // Times are UTC: the engine's tables have no zone of their own.
        TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
    }

    /** @param arguments none; or {@code backup FOLDER}, to copy the embedded database there */
    public static void main(String[] arguments) {
        if (arguments.length == 2 && arguments[0].equals("backup")) {
            try {
                Backup.run(arguments[1]);
            } catch (StartFailure known) {
                System.err.println(known.getMessage());
                System.exit(1);
            }
            return;
        }
        SpringApplication.run(DottedLine.class, arguments);
    }
}

package org.dottedline;

import java.util.TimeZone;
import org.dottedline.check.CheckCommand;
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

    /**
     * @param arguments none, or Spring's own, to start; {@code check}, to check the database; {@code backup FOLDER}, to copy the embedded
     *     database there
     */
    public static void main(String[] arguments) {
        String command = arguments.length == 0 || arguments[0].startsWith("--") ? "" : arguments[0];
        switch (command) {
            case "" -> SpringApplication.run(DottedLine.class, arguments);
            case CheckCommand.NAME -> System.exit(CheckCommand.run());
            case "backup" -> System.exit(backUp(arguments));
            default ->
                System.exit(refuse(
                        "Dotted Line does not know '" + command + "'. Say check, or backup FOLDER, or nothing."));
        }
    }

    private static int backUp(String[] arguments) {
        if (arguments.length != 2) {
            return refuse("Name the folder to back up to: backup FOLDER");
        }
        try {
            Backup.run(arguments[1]);
            return 0;
        } catch (StartFailure known) {
            return refuse(known.getMessage());
        }
    }

    private static int refuse(String sentence) {
        System.err.println(sentence);
        return 1;
    }
}

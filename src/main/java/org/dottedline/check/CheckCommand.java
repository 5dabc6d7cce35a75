package org.dottedline.check;

import org.dottedline.check.persistence.InvariantTables;
import org.dottedline.database.Looking;
import org.dottedline.database.StartFailure;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/**
 * {@code java -jar dotted-line.jar check}: asks the database of the environment for all invariants, without pages, jobs or migration,
 * and says what it found. It works beside a running application.
 */
public final class CheckCommand {

    public static final String NAME = "check";

    private static final int FOUND_NOTHING = 0;
    private static final int FOUND_SOMETHING = 1;
    private static final int COULD_NOT = 2;

    private CheckCommand() {}

    /**
     * Runs it.
     *
     * @return the exit status: 0 nothing found, 1 something found, 2 it could not be checked
     */
    public static int run() {
        var application = new SpringApplicationBuilder(Parts.class)
                .web(WebApplicationType.NONE)
                .logStartupInfo(false)
                .properties("spring.main.banner-mode=off", "logging.level.root=error")
                .build();
        try (ConfigurableApplicationContext context = application.run()) {
            return say(
                    context.getBean(Invariants.class).report(),
                    context.getBean(Looking.class).place());
        } catch (RuntimeException e) {
            if (!explained(e)) {
                System.err.println("The database could not be checked: " + e.getMessage());
            }
            return COULD_NOT;
        }
    }

    /** A failure with a remedy was printed when the parts were put together. */
    private static boolean explained(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof StartFailure) {
                return true;
            }
        }
        return false;
    }

    private static int say(Invariants.Report report, String place) {
        report.findings().forEach(System.out::println);
        System.out.println(
                "Checked " + report.invariants() + " invariants over " + report.rows() + " rows of " + place + ": "
                        + (report.findings().isEmpty()
                                ? "nothing found."
                                : report.findings().size() + " found."));
        return report.findings().isEmpty() ? FOUND_NOTHING : FOUND_SOMETHING;
    }

    /** What the command is put together of; not a part of the application. */
    static class Parts {

        @Bean
        Looking looking(Environment environment) {
            return Looking.at(environment);
        }

        @Bean
        Invariants invariants(Looking looking) {
            return InvariantTables.over(looking.dataSource(), Invariants::new);
        }
    }
}

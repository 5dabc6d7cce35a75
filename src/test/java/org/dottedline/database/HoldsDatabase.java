package org.dottedline.database;

import java.nio.file.Path;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;

/** A Dotted Line reduced to its database, to be killed by tests; the argument is its data folder. */
final class HoldsDatabase {

    static final String READY = "ready";

    private HoldsDatabase() {}

    public static void main(String[] arguments) throws Exception {
        var application = new SpringApplication(DatabaseConfiguration.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.run("--dottedline.data-dir=" + Path.of(arguments[0]));
        System.out.println(READY);
        Thread.currentThread().join();
    }
}

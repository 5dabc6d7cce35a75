package org.dottedline.database;

import java.sql.SQLException;
import java.util.Map;
import org.flywaydb.core.Flyway;

/** Brings both schemas up to date, as their owner. */
final class Migrations {

    private final Login owner;
    private final String app;

    Migrations(Login owner, String app) {
        this.owner = owner;
        this.app = app;
    }

    void run() throws SQLException {
        Flyway.configure()
                .dataSource(owner.dataSource())
                .defaultSchema("dottedline")
                .createSchemas(true)
                .locations("classpath:db/migration")
                .javaMigrations(new EngineTables())
                .placeholders(Map.of("app", Roles.quoted(app)))
                .validateMigrationNaming(true)
                .cleanDisabled(true)
                .load()
                .migrate();
    }
}

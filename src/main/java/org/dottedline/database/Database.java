package org.dottedline.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The PostgreSQL that Dotted Line works on: its own, or one from outside. When this exists, its schemas are up to date.
 * It says plainly which it is.
 */
public final class Database implements AutoCloseable {

    private static final String NAME = "dottedline";

    private final @Nullable EmbeddedServer embedded;
    private final Login app;
    private final String version;

    private Database(@Nullable EmbeddedServer embedded, Login app, String version) {
        this.embedded = embedded;
        this.app = app;
        this.version = version;
    }

    static Database open(Settings settings) {
        return settings.url() == null ? embedded(settings) : outside(settings);
    }

    private static Database embedded(Settings settings) {
        var server = EmbeddedServer.start(
                settings.dataFolder(),
                Map.of(
                        "shared_buffers",
                        settings.sharedBuffers(),
                        "max_connections",
                        Integer.toString(settings.poolSize() + 44)));
        try {
            String appUser = NAME + "_app";
            Login owner = new Login(server.superuser(NAME).url(), NAME, Roles.derived(server.secret(), NAME));
            Login app = owner.as(appUser, Roles.derived(owner.password(), appUser));
            try (Connection connection =
                    server.superuser("postgres").dataSource().getConnection()) {
                var roles = new Roles(connection);
                roles.login(owner.user(), owner.password());
                roles.login(app.user(), app.password());
                if (!roles.databaseExists(NAME)) {
                    roles.createDatabase(NAME, NAME);
                }
            }
            return new Database(server, app, prepared(owner, app));
        } catch (SQLException e) {
            server.close();
            throw new StartFailure("The embedded PostgreSQL refused (" + e.getMessage() + ")", "see its log", e);
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
    }

    private static Database outside(Settings settings) {
        throw new UnsupportedOperationException("DOTTEDLINE_DB_URL");
    }

    private static String prepared(Login owner, Login app) throws SQLException {
        Steps.say("Preparing the schema ...");
        new Migrations(owner, app.user()).run();
        try (Connection connection = app.dataSource().getConnection()) {
            return connection.getMetaData().getDatabaseProductVersion();
        }
    }

    Login app() {
        return app;
    }

    /** Whether it is the PostgreSQL that Dotted Line brings along. */
    public boolean isEmbedded() {
        return embedded != null;
    }

    /** One line for whoever reads the start, such as "PostgreSQL 17.11, embedded, data in /srv/data/postgresql". */
    public String description() {
        String name = "PostgreSQL " + version;
        if (embedded != null) {
            return name + ", embedded, port " + embedded.port() + ", data in " + embedded.folder();
        }
        return name + ", outside, " + app;
    }

    /** Stops the embedded PostgreSQL; one from outside is left alone. */
    @Override
    public void close() {
        if (embedded != null) {
            embedded.close();
        }
    }
}

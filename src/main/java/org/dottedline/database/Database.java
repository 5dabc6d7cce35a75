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

    /** Both the embedded database and its owner. */
    private static final String NAME = "dottedline";

    private final @Nullable EmbeddedServer embedded;
    private final Login app;
    private final String version;

    private Database(@Nullable EmbeddedServer embedded, Login app, String version) {
        this.embedded = embedded;
        this.app = app;
        this.version = version;
    }

    /**
     * Starts or reaches the server and prepares it.
     *
     * @throws StartFailure when that cannot be done
     */
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
            Login owner = new Login(server.superuser(NAME).url(), NAME, Roles.derived(server.secret(), NAME));
            String appUser = NAME + "_app";
            Login app = owner.as(appUser, Roles.derived(owner.password(), appUser));
            Steps.say("Preparing the schema ...");
            prepare(server, owner, app);
            try (Connection connection = owner.dataSource().getConnection()) {
                new Schemas(owner, connection).bringUpToDate(app.user());
                return new Database(server, app, version(connection));
            }
        } catch (SQLException e) {
            server.close();
            throw new StartFailure(
                    "The embedded PostgreSQL refused (" + OutsideServer.line(e) + ")",
                    "its log is " + server.folder().resolve("server.log"),
                    e);
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
    }

    private static void prepare(EmbeddedServer server, Login owner, Login app) throws SQLException {
        try (Connection connection = server.superuser("postgres").dataSource().getConnection()) {
            var roles = new Roles(connection);
            for (Login login : new Login[] {owner, app}) {
                if (!roles.exists(login.user())) {
                    roles.login(login);
                }
            }
            if (!roles.databaseExists(NAME)) {
                roles.createDatabase(NAME, owner.user());
            }
        }
    }

    private static Database outside(Settings settings) {
        var server = new OutsideServer(settings);
        Login owner = server.owner();
        Steps.say("Connecting to PostgreSQL at " + owner.place() + " ...");
        try (Connection connection = OutsideServer.connect(owner)) {
            OutsideServer.requireSupported(version(connection));
            Steps.say("Preparing the schema ...");
            var schemas = new Schemas(owner, connection);
            schemas.lock();
            Login app = server.app(connection);
            schemas.bringUpToDate(app.user());
            return new Database(null, app, version(connection));
        } catch (SQLException e) {
            throw new StartFailure(
                    "PostgreSQL at " + owner.place() + " refused (" + OutsideServer.line(e) + ")",
                    "see what its log says about it",
                    e);
        }
    }

    private static String version(Connection connection) throws SQLException {
        // "17.11 (Debian 17.11-1)" on some systems
        return connection.getMetaData().getDatabaseProductVersion().replaceFirst(" .*", "");
    }

    /** How the application comes in. */
    Login app() {
        return app;
    }

    /** Whether it is the PostgreSQL that Dotted Line brings along. */
    public boolean isEmbedded() {
        return embedded != null;
    }

    /**
     * One line for whoever reads the start or the state of the system, such as "PostgreSQL 17.11, embedded, port 40123, data
     * in /srv/data/postgresql" or "PostgreSQL 16.4, outside, db.example.org/dottedline as dottedline_app".
     */
    public String description() {
        String name = "PostgreSQL " + version;
        return embedded == null
                ? name + ", outside, " + app.place() + " as " + app.user()
                : name + ", embedded, port " + embedded.port() + ", data in " + embedded.folder();
    }

    /** Starts the embedded PostgreSQL again where it has ended by itself, as on a full disk; one from outside is left alone. */
    void revive() {
        if (embedded != null) {
            embedded.revive();
        }
    }

    /** Stops the embedded PostgreSQL; one from outside is left alone. */
    @Override
    public void close() {
        if (embedded != null) {
            Steps.say("Stopping PostgreSQL ...");
            embedded.close();
        }
    }
}

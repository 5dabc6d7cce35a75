package org.dottedline.database;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;

/**
 * A database as it stands, for whoever only looks: nothing is created, migrated or written. The embedded one is asked where it runs
 * while an application works on it, and else started for as long as somebody looks.
 */
public final class Looking implements AutoCloseable {

    /** Both the embedded database and its owner. */
    private static final String NAME = "dottedline";

    private final Login login;
    private final @Nullable EmbeddedServer started;

    private Looking(Login login, @Nullable EmbeddedServer started) {
        this.login = login;
        this.started = started;
    }

    /**
     * Reaches the database that the environment names.
     *
     * @throws StartFailure if there is none, or nothing of Dotted Line is in it
     */
    public static Looking at(Environment environment) {
        Settings settings = Settings.of(environment);
        Looking looking =
                settings.url() == null ? embedded(settings) : new Looking(new OutsideServer(settings).owner(), null);
        try {
            looking.requireTables();
            return looking;
        } catch (RuntimeException e) {
            looking.close();
            throw e;
        }
    }

    private static Looking embedded(Settings settings) {
        Path data = settings.dataFolder();
        if (!Files.exists(data.resolve("postgresql/cluster/PG_VERSION"))) {
            throw new StartFailure(
                    "There is no database in " + data,
                    "name its folder with DOTTEDLINE_DATA_DIR, or start Dotted Line");
        }
        Login running = EmbeddedServer.inUse(data);
        EmbeddedServer started = running == null ? EmbeddedServer.start(data, Map.of()) : null;
        Login superuser = started == null ? running : started.superuser(NAME);
        Login owner = new Login(superuser.url(), NAME, Roles.derived(superuser.password(), NAME));
        return new Looking(owner, started);
    }

    private void requireTables() {
        try (Connection connection = OutsideServer.connect(login);
                var statement = connection.createStatement();
                var result =
                        statement.executeQuery("SELECT to_regclass('dottedline.flyway_schema_history') IS NOT NULL")) {
            if (!result.next() || !result.getBoolean(1)) {
                throw new StartFailure(
                        "Nothing of Dotted Line is in " + login.place(),
                        "name the right database, or start Dotted Line");
            }
        } catch (SQLException e) {
            throw new StartFailure(
                    "PostgreSQL at " + login.place() + " refused (" + OutsideServer.line(e) + ")",
                    "see what its log says about it",
                    e);
        }
    }

    /** Connections that may read and nothing else. */
    public DataSource dataSource() {
        var source = login.dataSource();
        source.setCurrentSchema("dottedline,engine");
        source.setReadOnly(true);
        source.setApplicationName("Dotted Line, check");
        return source;
    }

    /** Host and database, such as "127.0.0.1:40123/dottedline". */
    public String place() {
        return login.place();
    }

    @Override
    public void close() {
        if (started != null) {
            started.close();
        }
    }
}

package org.dottedline.database;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * One PostgreSQL for all tests of this JVM, below {@code target}, started when the first test asks; and in it an empty
 * database for whoever wants one. Every Spring test context gets a database of its own without asking
 * ({@link SharedDatabaseContexts}): contexts are cached with their job executors running, and must not work on each other's
 * jobs. It is quick because a power cut does not matter to it.
 *
 * @param url of the database, for {@code dottedline.db.url}
 * @param user its owner, who may create roles, for {@code dottedline.db.user}
 * @param password the owner's
 */
public record SharedDatabase(String url, String user, String password) {

    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final String OWNER = "test_owner";

    private static @Nullable EmbeddedServer server;

    /** An empty database, with its owner. */
    public static SharedDatabase empty() {
        String name = "test_" + COUNT.incrementAndGet();
        try (Connection connection = server().superuser("postgres").dataSource().getConnection()) {
            new Roles(connection).createDatabase(name, OWNER);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return new SharedDatabase(server().superuser(name).url(), OWNER, OWNER);
    }

    /** A connection that may do anything, to the database of this name that a context has. */
    public static Connection superuser(String name) throws SQLException {
        return server().superuser(name).dataSource().getConnection();
    }

    /** A way into a database of it that nothing is refused to, for whoever breaks it on purpose. */
    public static DataSource almighty(String url) {
        Login superuser = server().superuser("postgres");
        PGSimpleDataSource source = new Login(url, superuser.user(), superuser.password()).dataSource();
        source.setCurrentSchema("dottedline,engine");
        return source;
    }

    /** The running server; for tests of this room. */
    static synchronized EmbeddedServer server() {
        if (server == null) {
            EmbeddedServer started = start();
            server = started;
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(started)));
            clean(started);
        }
        return server;
    }

    /** Its unpacked programs, for other servers that tests start. */
    static Path programs() {
        return Binaries.below(server().folder()).home();
    }

    private static EmbeddedServer start() {
        Path target = Files.isDirectory(Path.of("target"))
                ? Path.of("target")
                : Path.of(System.getProperty("java.io.tmpdir"));
        for (int number = 1; ; number++) {
            try {
                return EmbeddedServer.start(
                        target.resolve("test-database-" + number),
                        Map.of(
                                "fsync",
                                "off",
                                "synchronous_commit",
                                "off",
                                "full_page_writes",
                                "off",
                                "max_connections",
                                "300"));
            } catch (StartFailure e) {
                if (number == 5 || !e.getMessage().contains("in use by another")) {
                    throw e;
                }
            }
        }
    }

    /** The cached Spring contexts close in a shutdown hook too, at the same time, and are given the time for it. */
    private static void stop(EmbeddedServer server) {
        try (Connection connection = server.superuser("postgres").dataSource().getConnection()) {
            for (int i = 0; i < 100 && !clients(connection).isEmpty(); i++) {
                Thread.sleep(100);
            }
        } catch (SQLException | InterruptedException e) {
            // stop it all the same
        }
        server.close();
    }

    private static List<String> clients(Connection connection) throws SQLException {
        return names(connection, "SELECT usename FROM pg_stat_activity WHERE datname LIKE 'test\\_%'");
    }

    /** Removes what the previous run left. */
    private static void clean(EmbeddedServer server) {
        try (Connection connection = server.superuser("postgres").dataSource().getConnection()) {
            var roles = new Roles(connection);
            for (String database : names(connection, "SELECT datname FROM pg_database WHERE datname LIKE 'test\\_%'")) {
                roles.execute("DROP DATABASE " + Roles.quoted(database) + " WITH (FORCE)");
            }
            for (String role : names(connection, "SELECT rolname FROM pg_roles WHERE rolname LIKE 'test\\_%'")) {
                roles.execute("DROP ROLE " + Roles.quoted(role));
            }
            roles.login(new Login("", OWNER, OWNER));
            roles.execute("ALTER ROLE " + OWNER + " CREATEROLE");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> names(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var result = statement.executeQuery(sql)) {
            var names = new ArrayList<String>();
            while (result.next()) {
                names.add(result.getString(1));
            }
            return names;
        }
    }
}

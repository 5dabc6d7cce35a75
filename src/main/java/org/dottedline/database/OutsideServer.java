package org.dottedline.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A PostgreSQL that somebody else runs, as {@code DOTTEDLINE_DB_URL} names it. */
final class OutsideServer {

    /** PostgreSQL 14: the oldest that its makers still support. */
    private static final int OLDEST = 14;

    private static final Pattern OURS = Pattern.compile("[?&](user|password|currentSchema)=");

    private final Settings settings;
    private final Login owner;

    OutsideServer(Settings settings) {
        this.settings = settings;
        this.owner = owner(settings);
    }

    /** The role that owns the schemas and migrates them. */
    Login owner() {
        return owner;
    }

    private static Login owner(Settings settings) {
        String url = settings.url();
        if (url == null
                || !url.startsWith("jdbc:postgresql:")
                || OURS.matcher(url).find()) {
            throw new StartFailure(
                    "DOTTEDLINE_DB_URL is not the address of a PostgreSQL database",
                    "write it as jdbc:postgresql://host:5432/database, with user and password in their own variables");
        }
        if (settings.user() == null || settings.password() == null) {
            throw new StartFailure(
                    "DOTTEDLINE_DB_URL is set without DOTTEDLINE_DB_USER or DOTTEDLINE_DB_PASSWORD",
                    "set both, for the role that may create the schemas");
        }
        return new Login(url, settings.user(), settings.password());
    }

    /** Opens a connection as this role, or says in one sentence why there is none. */
    static Connection connect(Login login) {
        try {
            return login.dataSource().getConnection();
        } catch (IllegalArgumentException e) {
            throw new StartFailure(
                    "DOTTEDLINE_DB_URL is not the address of a PostgreSQL database",
                    "write it as jdbc:postgresql://host:5432/database",
                    e);
        } catch (SQLException e) {
            String state = String.valueOf(e.getSQLState());
            String where = login.place();
            if (state.startsWith("28")) {
                throw new StartFailure(
                        "PostgreSQL at " + where + " does not let " + login.user() + " in (" + line(e) + ")",
                        "check user and password, and the server's pg_hba.conf",
                        e);
            }
            if (state.equals("3D000")) {
                throw new StartFailure(
                        "PostgreSQL at " + where + " has no such database",
                        "create it with CREATE DATABASE ... OWNER " + Roles.quoted(login.user())
                                + ", or correct DOTTEDLINE_DB_URL",
                        e);
            }
            throw new StartFailure(
                    "PostgreSQL at " + where + " cannot be reached (" + line(e) + ")",
                    "start it, or correct DOTTEDLINE_DB_URL",
                    e);
        }
    }

    /** @param version as in "16.4 (Debian 16.4-1)" */
    static void requireSupported(String version) {
        if (Integer.parseInt(version.replaceFirst("\\D.*", "")) < OLDEST) {
            throw new StartFailure(
                    "PostgreSQL " + version + " is too old", "give Dotted Line PostgreSQL " + OLDEST + " or newer");
        }
    }

    /** The role that the application works as: the one it was given, or one made here. */
    Login app(Connection asOwner) throws SQLException {
        String user = settings.appUser();
        String password = settings.appPassword();
        if (user != null && password != null) {
            Login given = owner.as(user, password);
            connect(given).close();
            return given;
        }
        if (user != null || password != null) {
            throw new StartFailure(
                    "Only one of DOTTEDLINE_DB_APP_USER and DOTTEDLINE_DB_APP_PASSWORD is set",
                    "set both, or neither and Dotted Line makes the role itself");
        }
        return made(asOwner);
    }

    private Login made(Connection asOwner) throws SQLException {
        String role = asOwner.getCatalog() + "_app";
        Login app = owner.as(role, Roles.derived(owner.password(), role));
        if (opens(app)) {
            return app;
        }
        try {
            new Roles(asOwner).login(app);
        } catch (SQLException e) {
            throw new StartFailure(
                    owner.user() + " cannot make the role that the application works as (" + line(e) + ")",
                    "run CREATE ROLE " + Roles.quoted(role)
                            + " LOGIN PASSWORD '...' as an administrator of the server, and set DOTTEDLINE_DB_APP_USER="
                            + role + " and DOTTEDLINE_DB_APP_PASSWORD to match",
                    e);
        }
        connect(app).close();
        return app;
    }

    private static boolean opens(Login login) {
        try (Connection connection = login.dataSource().getConnection()) {
            return connection.isValid(2);
        } catch (SQLException e) {
            return false;
        }
    }

    /** What PostgreSQL said, on one line. */
    static String line(@Nullable Throwable e) {
        String message = e == null ? null : e.getMessage();
        return message == null
                ? "without a word"
                : message.lines().findFirst().orElse("").strip().replaceFirst("[.:]$", "");
    }
}

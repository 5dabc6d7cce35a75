package org.dottedline.database;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.postgresql.core.Utils;
import org.postgresql.util.PasswordUtil;

/** Makes roles and databases, over the connection of one who may. */
final class Roles {

    private final Connection connection;

    Roles(Connection connection) {
        this.connection = connection;
    }

    /** A password that every node derives alike, so that none has to be handed round. */
    static String derived(String secret, String role) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            byte[] digest = mac.doFinal(("Dotted Line role " + role).getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static String quoted(String identifier) {
        try {
            return Utils.escapeIdentifier(null, identifier).toString();
        } catch (SQLException e) {
            throw new IllegalArgumentException("Not a name: " + identifier, e);
        }
    }

    boolean exists(String role) throws SQLException {
        return found("SELECT 1 FROM pg_roles WHERE rolname = ?", role);
    }

    boolean databaseExists(String database) throws SQLException {
        return found("SELECT 1 FROM pg_database WHERE datname = ?", database);
    }

    /** Creates the role, or gives it this password. The server is sent a digest, so the password is in no log. */
    void login(Login login) throws SQLException {
        String digest =
                PasswordUtil.encodePassword(login.user(), login.password().toCharArray(), "scram-sha-256");
        execute((exists(login.user()) ? "ALTER" : "CREATE") + " ROLE " + quoted(login.user()) + " LOGIN PASSWORD '"
                + Utils.escapeLiteral(null, digest, true) + "'");
    }

    void createDatabase(String database, String owner) throws SQLException {
        execute("CREATE DATABASE " + quoted(database) + " OWNER " + quoted(owner));
    }

    void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    boolean found(String sql, String parameter) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, parameter);
            try (ResultSet result = statement.executeQuery()) {
                return result.next();
            }
        }
    }
}

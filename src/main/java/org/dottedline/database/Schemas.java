package org.dottedline.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/**
 * Our schema {@code dottedline} and the engine's {@code engine}: brings both up to date as their owner and sees that the
 * application's role has the rights that the migrations mean it to have, and no more.
 */
final class Schemas {

    /** Any number will do as long as every node uses the same: one at a time prepares the database. */
    private static final long PREPARING = 0x446f74746564L;

    private final Login owner;
    private final Connection connection;

    /** @param connection as the owner; used for everything but the migrations themselves */
    Schemas(Login owner, Connection connection) {
        this.owner = owner;
        this.connection = connection;
    }

    /** Waits until no other node prepares this database; the lock goes with the connection. */
    void lock() throws SQLException {
        execute("SET lock_timeout = '120s'");
        execute("SELECT pg_advisory_lock(" + PREPARING + ")");
        execute("RESET lock_timeout");
    }

    void bringUpToDate(String app) throws SQLException {
        requireRoom();
        requireModest(app);
        List<String> before = appRoles();
        if (!before.isEmpty() && !before.contains(app)) {
            handOver(before.get(0), app);
        }
        migrate(app);
        requireRights(app);
        warnOfLaxSchema(app);
    }

    private void migrate(String app) {
        try {
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
        } catch (FlywayException e) {
            throw new StartFailure(
                    "The schema could not be brought up to date ("
                            + e.getMessage().strip().replaceAll("\\s+", " ") + ")",
                    "start the version of Dotted Line that last worked, or restore the backup taken before",
                    e);
        }
    }

    /** Asked beforehand: Flyway tries for ten seconds before it says so. */
    private void requireRoom() throws SQLException {
        if (!answer("""
                SELECT has_database_privilege(current_user, ?, 'CREATE')
                OR (to_regnamespace('dottedline') IS NOT NULL AND to_regnamespace('engine') IS NOT NULL)
                """, connection.getCatalog())) {
            throw new StartFailure(
                    owner.user() + " may not create schemas in this database",
                    "run GRANT CREATE ON DATABASE " + Roles.quoted(connection.getCatalog()) + " TO "
                            + Roles.quoted(owner.user()) + " as its owner");
        }
    }

    /** An application that works as an owner could drop the record that it must only add to. */
    private void requireModest(String app) throws SQLException {
        if (answer("SELECT pg_has_role(?, current_user, 'MEMBER')", app)) {
            throw new StartFailure(
                    "The role " + app + " in DOTTEDLINE_DB_APP_USER could change the schema itself",
                    "name one that is neither " + owner.user() + " nor a member of it nor a superuser");
        }
    }

    /** Whom the migrations so far gave the rights: the default rights that V1 set keep the name. */
    private List<String> appRoles() throws SQLException {
        return strings("""
                SELECT DISTINCT pg_get_userbyid(right_.grantee)
                FROM pg_default_acl default_, aclexplode(default_.defaclacl) right_
                WHERE default_.defaclnamespace = to_regnamespace('dottedline')
                AND pg_get_userbyid(default_.defaclrole) = current_user AND right_.grantee <> default_.defaclrole
                AND right_.privilege_type = 'INSERT'
                """);
    }

    /**
     * Another role now does the application's work: it gets exactly the rights of the one before, which loses them. Granting
     * from scratch would give back what a later migration took away.
     */
    private void handOver(String before, String app) throws SQLException {
        Steps.say("Handing the application's rights from " + before + " to " + app + " ...");
        connection.setAutoCommit(false);
        try {
            for (String grant : grants(before)) {
                execute("GRANT " + grant + " TO " + Roles.quoted(app));
                execute("REVOKE " + grant + " FROM " + Roles.quoted(before));
            }
            for (String defaults : defaultGrants(before)) {
                String[] parts = defaults.split("\\|");
                String change = "ALTER DEFAULT PRIVILEGES IN SCHEMA " + parts[0];
                execute(change + " GRANT " + parts[1] + " TO " + Roles.quoted(app));
                execute(change + " REVOKE " + parts[1] + " FROM " + Roles.quoted(before));
            }
            connection.commit();
        } catch (SQLException e) {
            connection.rollback();
            throw e;
        } finally {
            connection.setAutoCommit(true);
        }
    }

    private List<String> grants(String role) throws SQLException {
        return strings("""
                WITH ours AS (SELECT oid, nspname, nspacl FROM pg_namespace WHERE nspname IN ('dottedline', 'engine')),
                     role_ AS (SELECT oid FROM pg_roles WHERE rolname = ?)
                SELECT format('%s ON SCHEMA %I', r.privilege_type, n.nspname)
                FROM ours n, aclexplode(n.nspacl) r WHERE r.grantee = (SELECT oid FROM role_)
                UNION ALL
                SELECT format('%s ON %s %I.%I', r.privilege_type,
                    CASE c.relkind WHEN 'S' THEN 'SEQUENCE' ELSE 'TABLE' END, n.nspname, c.relname)
                FROM ours n JOIN pg_class c ON c.relnamespace = n.oid, aclexplode(c.relacl) r
                WHERE r.grantee = (SELECT oid FROM role_)
                UNION ALL
                SELECT format('%s (%I) ON TABLE %I.%I', r.privilege_type, a.attname, n.nspname, c.relname)
                FROM ours n JOIN pg_class c ON c.relnamespace = n.oid JOIN pg_attribute a ON a.attrelid = c.oid,
                    aclexplode(a.attacl) r
                WHERE r.grantee = (SELECT oid FROM role_)
                UNION ALL
                SELECT format('%s ON ROUTINE %s', r.privilege_type, p.oid::regprocedure)
                FROM ours n JOIN pg_proc p ON p.pronamespace = n.oid, aclexplode(p.proacl) r
                WHERE r.grantee = (SELECT oid FROM role_)
                """, role);
    }

    private List<String> defaultGrants(String role) throws SQLException {
        return strings("""
                SELECT format('%I|%s ON %s', n.nspname, r.privilege_type,
                    CASE d.defaclobjtype WHEN 'S' THEN 'SEQUENCES' WHEN 'f' THEN 'ROUTINES' ELSE 'TABLES' END)
                FROM pg_default_acl d JOIN pg_namespace n ON n.oid = d.defaclnamespace, aclexplode(d.defaclacl) r
                WHERE n.nspname IN ('dottedline', 'engine') AND pg_get_userbyid(d.defaclrole) = current_user
                AND pg_get_userbyid(r.grantee) = ?
                """, role);
    }

    private void requireRights(String app) throws SQLException {
        if (!answer("SELECT has_schema_privilege(?, 'dottedline', 'USAGE')", app)) {
            throw new StartFailure(
                    "The role " + app + " has no rights in this database, as after restoring a backup without them",
                    "restore it once more, now that the role exists");
        }
    }

    /** Before PostgreSQL 15 everybody may create tables in {@code public}; only its owner can end that. */
    private void warnOfLaxSchema(String app) throws SQLException {
        if (answer("SELECT coalesce(has_schema_privilege(?, to_regnamespace('public')::oid, 'CREATE'), false)", app)) {
            Steps.say(
                    "Warning: " + app
                            + " may create tables in schema public. Its owner can end that: REVOKE CREATE ON SCHEMA public FROM PUBLIC;");
        }
    }

    private boolean answer(String sql, String parameter) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, parameter);
            try (ResultSet result = statement.executeQuery()) {
                return result.next() && result.getBoolean(1);
            }
        }
    }

    private List<String> strings(String sql, String... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setString(i + 1, parameters[i]);
            }
            var found = new ArrayList<String>();
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    found.add(result.getString(1));
                }
            }
            return found;
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}

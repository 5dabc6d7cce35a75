package org.dottedline.trust;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.dottedline.database.SharedDatabase;

/**
 * The rows of a database as they were, to go back to: a further database would need a further application. Whoever goes back has
 * stopped the jobs before.
 */
final class Fresh {

    private static final String TABLES = """
            select format('%I.%I', schemaname, tablename), format('fresh.%I', schemaname || '.' || tablename),
                   (select string_agg(format('%I', attname), ', ' order by attnum) from pg_attribute
                     where attrelid = format('%I.%I', schemaname, tablename)::regclass
                       and attnum > 0 and not attisdropped and attgenerated = '')
              from pg_tables where schemaname in ('dottedline', 'engine') order by 1""";

    private static final String SEQUENCES = """
            select format('select setval(%L, %s, %L)', format('%I.%I', schemaname, sequencename),
                          coalesce(last_value, start_value), last_value is not null)
              from pg_sequences where schemaname in ('dottedline', 'engine')""";

    private record Table(String name, String copy, String columns) {}

    private final String database;
    private final List<Table> tables = new ArrayList<>();
    private final List<String> sequences = new ArrayList<>();

    private Fresh(String database) {
        this.database = database;
    }

    static Fresh of(String database) throws SQLException {
        Fresh fresh = new Fresh(database);
        try (Connection connection = SharedDatabase.superuser(database);
                Statement statement = connection.createStatement()) {
            try (var rows = statement.executeQuery(TABLES)) {
                while (rows.next()) {
                    fresh.tables.add(new Table(rows.getString(1), rows.getString(2), rows.getString(3)));
                }
            }
            try (var rows = statement.executeQuery(SEQUENCES)) {
                while (rows.next()) {
                    fresh.sequences.add(rows.getString(1));
                }
            }
            statement.execute("create schema fresh");
            for (Table table : fresh.tables) {
                statement.execute(
                        "create table " + table.copy() + " as select " + table.columns() + " from " + table.name());
            }
        }
        return fresh;
    }

    /** As it was: also what may only be added to, so as the one whom no trigger stops. */
    void again() throws SQLException {
        try (Connection connection = SharedDatabase.superuser(database);
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("set session_replication_role = replica");
            statement.execute("truncate "
                    + String.join(", ", tables.stream().map(Table::name).toList()));
            for (Table table : tables) {
                statement.execute("insert into " + table.name() + " (" + table.columns()
                        + ") overriding system value select " + table.columns() + " from " + table.copy());
            }
            for (String sequence : sequences) {
                statement.execute(sequence);
            }
            connection.commit();
        }
    }
}

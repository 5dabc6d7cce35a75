package org.dottedline.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;

/** The connections of one node; it tells when somebody waited in vain for one. */
final class Pool extends HikariDataSource {

    private final TurnedAway turnedAway;

    Pool(HikariConfig settings, TurnedAway turnedAway) {
        super(settings);
        this.turnedAway = turnedAway;
    }

    @Override
    public Connection getConnection() throws SQLException {
        try {
            return super.getConnection();
        } catch (SQLTransientConnectionException none) {
            turnedAway.somebody();
            throw none;
        }
    }
}

package org.dottedline.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import javax.sql.DataSource;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.core.env.Environment;

/**
 * The one DataSource. It leans on {@link Database}, so whoever has a connection has an up-to-date schema, and on the way down
 * the pool closes first and PostgreSQL stops last.
 */
@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {

    @Bean
    Database database(Environment environment, ApplicationContext context) {
        if (context instanceof WebServerApplicationContext) {
            PortCheck.requireFree(environment);
        }
        Database database = Database.open(Settings.of(environment));
        Steps.say("Database: " + database.description());
        return database;
    }

    @Bean
    TurnedAway turnedAway() {
        return new TurnedAway();
    }

    @Bean
    @Primary
    HikariDataSource dataSource(Database database, Environment environment, TurnedAway turnedAway) {
        Settings settings = Settings.of(environment);
        return pool(database.app(), settings.poolSize(), settings.waits(), turnedAway);
    }

    @Bean
    Heartbeat heartbeat(Database database, DataSource dataSource, TurnedAway turnedAway) {
        return new Heartbeat(database, dataSource, turnedAway).start();
    }

    /** The connections of one node; every wait for the server has an end. */
    static HikariDataSource pool(Login app, int size, Waits waits, TurnedAway turnedAway) {
        var pool = new HikariConfig();
        pool.setPoolName("dotted-line");
        pool.setJdbcUrl(app.url());
        pool.setUsername(app.user());
        pool.setPassword(app.password());
        pool.setMaximumPoolSize(size);
        pool.setMinimumIdle(2);
        pool.setConnectionTimeout(waits.connection().toMillis());
        pool.setValidationTimeout(2_000);
        pool.setInitializationFailTimeout(5_000);
        pool.addDataSourceProperty("currentSchema", "dottedline,engine");
        pool.addDataSourceProperty("ApplicationName", "Dotted Line");
        pool.addDataSourceProperty("connectTimeout", Long.toString(Login.CONNECT.toSeconds()));
        pool.addDataSourceProperty("tcpKeepAlive", "true");
        pool.addDataSourceProperty("loginTimeout", Long.toString(Login.CONNECT.toSeconds()));
        // The server ends what takes long; no answer at all for longer than that is a dead connection.
        pool.addDataSourceProperty("socketTimeout", Long.toString(waits.answer().toSeconds()));
        pool.setConnectionInitSql(waits.asSettings());
        // What the server says in detail repeats rows, and so what people typed: it belongs in no log.
        pool.addDataSourceProperty("logServerErrorDetail", "false");
        return new Pool(pool, turnedAway);
    }
}

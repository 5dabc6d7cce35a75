package org.dottedline;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Counts what the threads that answer requests ask of the database: round trips (a batch is one), and commits of transactions
 * that wrote something. PostgreSQL itself says whether one did: it gives a transaction an id at its first write or row lock.
 */
@TestConfiguration(proxyBeanMethods = false)
class CountedDatabase {

    static final Log LOG = new Log();

    /** Threads of the web server; jobs have others. */
    private static boolean answersARequest() {
        return Thread.currentThread().getName().startsWith("http-nio");
    }

    /** What was counted since the last {@link #begin}. */
    static final class Log {
        private final List<String> statements = new CopyOnWriteArrayList<>();
        private final List<Boolean> commits = new CopyOnWriteArrayList<>();

        void begin() {
            statements.clear();
            commits.clear();
        }

        List<String> statements() {
            return new ArrayList<>(statements);
        }

        long writingCommits() {
            return commits.stream().filter(wrote -> wrote).count();
        }

        private void statement(String sql) {
            if (answersARequest()) {
                statements.add(sql.strip().replaceAll("\\s+", " "));
            }
        }

        private void commit(boolean wrote) {
            if (answersARequest()) {
                commits.add(wrote);
            }
        }
    }

    @Bean
    static BeanPostProcessor counting() {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                return bean instanceof DataSource source && !(bean instanceof Counting) ? new Counting(source) : bean;
            }
        };
    }

    private static final class Counting extends DelegatingDataSource {
        Counting(DataSource source) {
            super(source);
        }

        @Override
        public Connection getConnection() throws SQLException {
            Connection connection = super.getConnection();
            return (Connection) Proxy.newProxyInstance(
                    Counting.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                        if ("commit".equals(method.getName())) {
                            LOG.commit(hasWritten(connection));
                        }
                        Object result = call(method, connection, arguments);
                        if (result instanceof PreparedStatement statement) {
                            return counted(statement, (String) arguments[0], connection);
                        }
                        return result instanceof Statement statement ? counted(statement, null, connection) : result;
                    });
        }

        private static Object counted(Statement statement, @Nullable String prepared, Connection connection) {
            Class<?> type = statement instanceof PreparedStatement ? PreparedStatement.class : Statement.class;
            return Proxy.newProxyInstance(
                    Counting.class.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                        boolean executes = method.getName().startsWith("execute");
                        if (executes) {
                            LOG.statement(prepared == null && arguments != null ? (String) arguments[0] : prepared);
                        }
                        Object result = call(method, statement, arguments);
                        if (executes && connection.getAutoCommit() && writes(prepared)) {
                            LOG.commit(true);
                        }
                        return result;
                    });
        }

        private static boolean writes(@Nullable String sql) {
            // what a session notes is no part of the action: its sentence for the next page, that it is in use
            return sql != null
                    && sql.strip().matches("(?is)(insert|update|delete).*")
                    && !sql.strip().matches("(?is)(update|delete from) session\\b.*");
        }

        private static boolean hasWritten(Connection connection) throws SQLException {
            if (!answersARequest()) {
                return false;
            }
            try (Statement statement = connection.createStatement();
                    ResultSet result = statement.executeQuery("select pg_current_xact_id_if_assigned() is not null")) {
                result.next();
                return result.getBoolean(1);
            }
        }

        private static Object call(java.lang.reflect.Method method, Object target, @Nullable Object[] arguments)
                throws Throwable {
            try {
                return method.invoke(target, arguments);
            } catch (InvocationTargetException thrown) {
                throw thrown.getCause();
            }
        }
    }
}

package org.dottedline.database;

import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;

/**
 * What the environment says about the database.
 *
 * @param dataFolder {@code DOTTEDLINE_DATA_DIR}, by default {@code ./data}
 * @param url {@code DOTTEDLINE_DB_URL}: the outside server; absent: the embedded one
 * @param user {@code DOTTEDLINE_DB_USER}: owns the schemas and migrates them
 * @param password {@code DOTTEDLINE_DB_PASSWORD}
 * @param appUser {@code DOTTEDLINE_DB_APP_USER}: the role the application works as; absent: made by the start
 * @param appPassword {@code DOTTEDLINE_DB_APP_PASSWORD}
 * @param poolSize {@code DOTTEDLINE_DB_POOL_SIZE}: connections of this node at most
 * @param waits how long anything waits for it
 * @param sharedBuffers {@code DOTTEDLINE_DB_SHARED_BUFFERS}: memory of the embedded PostgreSQL, in its notation
 */
record Settings(
        Path dataFolder,
        @Nullable String url,
        @Nullable String user,
        @Nullable String password,
        @Nullable String appUser,
        @Nullable String appPassword,
        int poolSize,
        Waits waits,
        String sharedBuffers) {

    static Settings of(Environment environment) {
        return new Settings(
                Path.of(environment.getProperty("dottedline.data-dir", "data"))
                        .toAbsolutePath()
                        .normalize(),
                text(environment, "dottedline.db.url"),
                text(environment, "dottedline.db.user"),
                text(environment, "dottedline.db.password"),
                text(environment, "dottedline.db.app-user"),
                text(environment, "dottedline.db.app-password"),
                Integer.parseInt(
                        like("[1-9]\\d{0,2}", environment, "dottedline.db.pool-size", "16", "a number from 1 to 999")),
                Waits.of(environment),
                like("\\d+(kB|MB|GB)", environment, "dottedline.db.shared-buffers", "128MB", "an amount such as 64MB"));
    }

    static String like(String form, Environment environment, String name, String normal, String example) {
        String value = environment.getProperty(name, normal).strip();
        if (!value.matches(form)) {
            String variable = name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
            throw new StartFailure(variable + " is '" + value + "'", "give it " + example + ", or leave it out");
        }
        return value;
    }

    private static @Nullable String text(Environment environment, String name) {
        String value = environment.getProperty(name);
        return value == null || value.isBlank() ? null : value;
    }

    /** Without the passwords. */
    @Override
    public String toString() {
        return url == null
                ? "embedded in " + dataFolder
                : "outside at " + url.replaceFirst("\\?.*", "") + " as " + user;
    }
}

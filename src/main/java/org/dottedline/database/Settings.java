package org.dottedline.database;

import java.nio.file.Path;
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
                environment.getProperty("dottedline.db.pool-size", Integer.class, 16),
                environment.getProperty("dottedline.db.shared-buffers", "128MB"));
    }

    private static @Nullable String text(Environment environment, String name) {
        String value = environment.getProperty(name);
        return value == null || value.isBlank() ? null : value;
    }
}

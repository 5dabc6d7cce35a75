package org.dottedline.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.env.MockEnvironment;

/** Data folders for tests, which borrow the unpacked programs of the shared server: unpacking takes two seconds. */
final class Data {

    private Data() {}

    /** @return the same folder, for the data of one instance */
    static Path prepare(Path folder) throws IOException {
        Path programs = SharedDatabase.programs();
        Path here = folder.resolve("postgresql");
        Files.createDirectories(here);
        Files.createSymbolicLink(here.resolve(programs.getFileName()), programs.toAbsolutePath());
        return folder;
    }

    static Settings embedded(Path folder) {
        return Settings.of(new MockEnvironment().withProperty("dottedline.data-dir", folder.toString()));
    }

    static Settings outside(String url, String user, String password) {
        return Settings.of(environment(url, user, password));
    }

    static MockEnvironment environment(String url, String user, String password) {
        return new MockEnvironment()
                .withProperty("dottedline.db.url", url)
                .withProperty("dottedline.db.user", user)
                .withProperty("dottedline.db.password", password);
    }

    /** One short-lived connection per statement. */
    static JdbcClient jdbc(Login login) throws SQLException {
        var source = login.dataSource();
        source.setCurrentSchema("dottedline,engine");
        return JdbcClient.create(source);
    }
}

package org.dottedline.database;

import java.time.Duration;
import org.postgresql.ds.PGSimpleDataSource;

/** A way into one database as one role; the password never shows in {@link #toString()}. */
record Login(String url, String user, String password) {

    /** How long to wait for a server that does not answer, so that a start fails soon rather than hangs. */
    static final Duration CONNECT = Duration.ofSeconds(5);

    Login as(String otherUser, String otherPassword) {
        return new Login(url, otherUser, otherPassword);
    }

    /** Unpooled connections, for the few statements of the start. */
    PGSimpleDataSource dataSource() {
        var source = new PGSimpleDataSource();
        source.setUrl(url);
        source.setUser(user);
        source.setPassword(password);
        source.setConnectTimeout((int) CONNECT.toSeconds());
        source.setLoginTimeout((int) CONNECT.toSeconds());
        source.setApplicationName("Dotted Line, start");
        return source;
    }

    /** Host and database, as in "db.example.org:5432/dottedline". */
    String place() {
        return url.replaceFirst("\\?.*", "").replaceFirst("^jdbc:postgresql:(//)?", "");
    }

    @Override
    public String toString() {
        return user + " at " + place();
    }
}

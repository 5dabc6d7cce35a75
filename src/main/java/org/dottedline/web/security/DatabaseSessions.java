package org.dottedline.web.security;

import java.time.Duration;
import org.dottedline.web.security.persistence.SessionTable;
import org.jspecify.annotations.Nullable;
import org.springframework.session.SessionRepository;

/**
 * Sessions that every node knows. A request reads its session with one statement, at the moment when it first asks for it, and writes
 * only what it changed, or once a minute that the session is in use.
 */
class DatabaseSessions implements SessionRepository<DatabaseSession> {

    private final SessionTable table;
    private final SessionValues values = new SessionValues();
    private final Duration idle;

    /** The session of the request that this thread answers: having saved it, Spring Session would read it once more. */
    private final ThreadLocal<@Nullable DatabaseSession> current = new ThreadLocal<>();

    /** @param idle after how long without a request a session ends */
    DatabaseSessions(SessionTable table, Duration idle) {
        this.table = table;
        this.idle = idle;
    }

    @Override
    public DatabaseSession createSession() {
        return new DatabaseSession(values, idle);
    }

    @Override
    public @Nullable DatabaseSession findById(String id) {
        DatabaseSession known = current.get();
        if (known != null && id.equals(known.storedId())) {
            return known;
        }
        DatabaseSession found = table.find(key(id), idle)
                .map(row -> new DatabaseSession(values, idle, id, row.since(), row.lastUse(), row.stale(), row.kept()))
                .orElse(null);
        current.set(found);
        return found;
    }

    @Override
    public void save(DatabaseSession session) {
        String storedId = session.storedId();
        if (storedId == null) {
            table.insert(key(session.getId()), session.kept(), idle);
        } else if (session.isToBeWritten()) {
            table.update(key(storedId), key(session.getId()), session.put(), session.removed());
        }
        session.written();
        current.set(session);
    }

    @Override
    public void deleteById(String id) {
        current.remove();
        table.delete(key(id));
    }

    /** The request has been answered. */
    void endRequest() {
        current.remove();
    }

    private static byte[] key(String id) {
        return Digests.sha256Bytes(id);
    }
}

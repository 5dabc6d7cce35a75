package org.dottedline.web.security;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.session.Session;

/** A session as this request sees it, and what the request changed in it. */
final class DatabaseSession implements Session {

    private static final SecureRandom RANDOM = new SecureRandom();

    private final SessionValues values;
    private final Map<String, Object> kept;
    private final Set<String> changed = new HashSet<>();
    private final Instant since;
    private final Instant lastUse;
    private final Duration idle;
    private boolean stale;

    /** The id under which it is in the database; null where it is not there yet. */
    private @Nullable String storedId;

    private String id;

    /** A new one. */
    DatabaseSession(SessionValues values, Duration idle) {
        this(values, idle, null, Instant.now(), Instant.now(), false, new HashMap<>());
    }

    DatabaseSession(
            SessionValues values,
            Duration idle,
            @Nullable String storedId,
            Instant since,
            Instant lastUse,
            boolean stale,
            Map<String, Object> kept) {
        this.values = values;
        this.idle = idle;
        this.storedId = storedId;
        this.id = storedId == null ? freshId() : storedId;
        this.since = since;
        this.lastUse = lastUse;
        this.stale = stale;
        this.kept = new HashMap<>(kept);
    }

    private static String freshId() {
        byte[] random = new byte[24];
        RANDOM.nextBytes(random);
        return HexFormat.of().formatHex(random);
    }

    @Nullable
    String storedId() {
        return storedId;
    }

    /** Whether there is anything to write down. */
    boolean isToBeWritten() {
        return stale || !changed.isEmpty() || !id.equals(storedId);
    }

    Map<String, Object> kept() {
        return kept;
    }

    /** What was set, by its name. */
    Map<String, Object> put() {
        Map<String, Object> put = new HashMap<>(kept);
        put.keySet().retainAll(changed);
        return put;
    }

    Set<String> removed() {
        Set<String> removed = new HashSet<>(changed);
        removed.removeAll(kept.keySet());
        return removed;
    }

    /** It is in the database as it is here. */
    void written() {
        storedId = id;
        stale = false;
        changed.clear();
    }

    @Override
    public String getId() {
        return id;
    }

    @Override
    public String changeSessionId() {
        id = freshId();
        return id;
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T> @Nullable T getAttribute(String name) {
        Object value = kept.get(name);
        return value == null ? null : (T) values.read(name, value);
    }

    @Override
    public Set<String> getAttributeNames() {
        return Set.copyOf(kept.keySet());
    }

    @Override
    public void setAttribute(String name, @Nullable Object value) {
        if (value == null) {
            removeAttribute(name);
            return;
        }
        Object now = values.write(name, value);
        if (!now.equals(kept.put(name, now))) {
            changed.add(name);
        }
    }

    @Override
    public void removeAttribute(String name) {
        if (kept.remove(name) != null) {
            changed.add(name);
        }
    }

    @Override
    public Instant getCreationTime() {
        return since;
    }

    /** The database says when that was. */
    @Override
    public void setLastAccessedTime(Instant any) {}

    @Override
    public Instant getLastAccessedTime() {
        return lastUse;
    }

    /** One for all. */
    @Override
    public void setMaxInactiveInterval(Duration any) {}

    @Override
    public Duration getMaxInactiveInterval() {
        return idle;
    }

    /** One that has ended is not found. */
    @Override
    public boolean isExpired() {
        return false;
    }
}

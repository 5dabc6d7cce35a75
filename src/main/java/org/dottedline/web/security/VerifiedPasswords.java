package org.dottedline.web.security;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.dottedline.people.Account;

/**
 * Remembers for five minutes that a password was right, so that a script with many calls does not wait for bcrypt at each.
 *
 * <p>Why this gives nothing away: what is kept is an HMAC-SHA-256 under a random key that never leaves this process, over the
 * stored hash, the address and the password. It is of no use outside the process, and inside it the plain password passes by
 * with every request anyway. With a changed password the stored hash differs, so that the entry no longer fits; that a person is still
 * enabled and which roles they hold is read from the database at every request. It opens no way around the limit on guessing:
 * a wrong guess for a login drops its entry, and one from another address never fits.
 */
class VerifiedPasswords {

    static final int MOST = 1000;

    private static final Duration KEPT = Duration.ofMinutes(5);

    private final InstantSource time;
    private final SecretKeySpec key;
    private final Map<String, Entry> entries = new LinkedHashMap<>();

    VerifiedPasswords(InstantSource time) {
        this.time = time;
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        this.key = new SecretKeySpec(random, "HmacSHA256");
    }

    boolean knows(Account account, String address, String password) {
        byte[] proof = proof(account, address, password);
        synchronized (entries) {
            Entry entry = entries.get(account.login());
            return entry != null && entry.until > time.millis() && MessageDigest.isEqual(entry.proof, proof);
        }
    }

    void remember(Account account, String address, String password) {
        Entry entry = new Entry(proof(account, address, password), time.millis() + KEPT.toMillis());
        synchronized (entries) {
            entries.remove(account.login());
            entries.put(account.login(), entry);
            if (entries.size() > MOST) {
                entries.remove(entries.keySet().iterator().next());
            }
        }
    }

    void forget(String login) {
        synchronized (entries) {
            entries.remove(login);
        }
    }

    private byte[] proof(Account account, String address, String password) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            // each part behind its length: no two triples read the same
            for (String part : new String[] {account.password() == null ? "" : account.password(), address, password}) {
                byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
                mac.update(java.nio.ByteBuffer.allocate(4).putInt(bytes.length).array());
                mac.update(bytes);
            }
            return mac.doFinal();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private record Entry(byte[] proof, long until) {}
}

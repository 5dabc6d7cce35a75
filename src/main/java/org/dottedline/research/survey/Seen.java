package org.dottedline.research.survey;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;

/** Remembers which respondents were there, by 64 bits of a hash with a salt of its own, so that nobody can be looked up in it. */
final class Seen {

    private final MessageDigest digest;
    private final byte[] salt = new byte[16];
    private long[] table = new long[1024];
    private int size;

    Seen() {
        new SecureRandom().nextBytes(salt);
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing);
        }
    }

    /** Whether it is new. */
    boolean add(String respondent) {
        digest.update(salt);
        long hash = ByteBuffer.wrap(digest.digest(respondent.getBytes(StandardCharsets.UTF_8)))
                .getLong();
        if (size * 2 > table.length) {
            long[] old = table;
            table = new long[old.length * 2];
            for (long one : old) {
                if (one != 0) {
                    table[place(one)] = one;
                }
            }
        }
        long kept = hash == 0 ? 1 : hash;
        int place = place(kept);
        if (table[place] == kept) {
            return false;
        }
        table[place] = kept;
        size++;
        return true;
    }

    private int place(long hash) {
        int place = (int) (hash & (table.length - 1));
        while (table[place] != 0 && table[place] != hash) {
            place = (place + 1) & (table.length - 1);
        }
        return place;
    }
}

package org.dottedline.upload;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The key of one held file. It stands in the address of the file's page and nowhere else: the database has what it locked, and an id
 * from which it cannot be told.
 */
final class FileKey {

    private static final int BYTES = 16;
    private static final Pattern TEXT = Pattern.compile("[0-9a-f]{" + 2 * BYTES + "}");
    private static final int TAG_BITS = 128;
    private static final int NONCE_BYTES = 12;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final byte[] bytes;

    private FileKey(byte[] bytes) {
        this.bytes = bytes;
    }

    static FileKey fresh() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return new FileKey(bytes);
    }

    /** The key that this text is; empty where it is none. */
    static Optional<FileKey> of(String text) {
        return TEXT.matcher(text).matches()
                ? Optional.of(new FileKey(HexFormat.of().parseHex(text)))
                : Optional.empty();
    }

    String text() {
        return HexFormat.of().formatHex(bytes);
    }

    byte[] id() {
        return derived("id");
    }

    byte[] lock(int part, byte[] content) {
        return apply(Cipher.ENCRYPT_MODE, part, content);
    }

    /** @throws IllegalStateException if it is not what this key locked as this part */
    byte[] unlock(int part, byte[] locked) {
        return apply(Cipher.DECRYPT_MODE, part, locked);
    }

    /** A key locks each part once, so that the part's number serves as its nonce. */
    private byte[] apply(int mode, int part, byte[] content) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            byte[] nonce = ByteBuffer.allocate(NONCE_BYTES).putInt(part).array();
            cipher.init(mode, new SecretKeySpec(derived("content"), "AES"), new GCMParameterSpec(TAG_BITS, nonce));
            return cipher.doFinal(content);
        } catch (GeneralSecurityException failed) {
            throw new IllegalStateException("A held file cannot be locked or unlocked.", failed);
        }
    }

    private byte[] derived(String purpose) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(bytes, "HmacSHA256"));
            return mac.doFinal(purpose.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}

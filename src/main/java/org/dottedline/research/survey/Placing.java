package org.dottedline.research.survey;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;

/** Says of a row whether it is an answer at all, and whose. */
final class Placing {

    private static final Set<String> YES = Set.of("true", "1", "yes", "y", "completed", "complete", "finished", "100");
    /** Bits of the status that Qualtrics writes as a number: preview, test, spam. */
    private static final int TEST_BITS = 1 | 2 | 8;

    private static final int LONGEST_STATUS = 3;

    private final int[] kinds;
    private final int[] completeness;
    private final int[] sent;
    private final int[] respondents;
    private final MessageDigest digest;
    private final byte[] salt = new byte[16];

    Placing(Tool tool, List<String> names, List<Role> roles) {
        List<String> plain = names.stream().map(Header::plain).toList();
        boolean writtenWhenSent = tool != Tool.PLAIN && tool != Tool.QUALTRICS;
        this.kinds = of(roles, Role.KIND);
        this.completeness = of(roles, Role.COMPLETENESS);
        this.sent = IntStream.of(of(roles, Role.DATE))
                .filter(column -> writtenWhenSent || plain.get(column).startsWith("submit"))
                .toArray();
        this.respondents = Header.respondents(tool).stream()
                .flatMapToInt(name -> IntStream.of(of(roles, Role.RESPONDENT))
                        .filter(column -> plain.get(column).equals(name)))
                .toArray();
        new SecureRandom().nextBytes(salt);
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing);
        }
    }

    private static int[] of(List<Role> roles, Role role) {
        return IntStream.range(0, roles.size())
                .filter(column -> roles.get(column) == role)
                .toArray();
    }

    /** Where a row belongs that can be read. */
    Place place(List<String> cells) {
        return isTest(cells) ? Place.TEST : isComplete(cells) ? Place.ANSWER : Place.INCOMPLETE;
    }

    private boolean isTest(List<String> cells) {
        for (int column : kinds) {
            String status = cells.get(column).toLowerCase(Locale.ROOT);
            boolean number = !status.isEmpty()
                    && status.length() <= LONGEST_STATUS
                    && status.chars().allMatch(sign -> sign >= '0' && sign <= '9');
            if (number
                    ? (Integer.parseInt(status) & TEST_BITS) != 0
                    : status.contains("preview") || status.contains("test") || status.contains("spam")) {
                return true;
            }
        }
        return false;
    }

    private boolean isComplete(List<String> cells) {
        for (int column : completeness) {
            if (!YES.contains(cells.get(column).toLowerCase(Locale.ROOT))) {
                return false;
            }
        }
        for (int column : sent) {
            String cell = cells.get(column);
            if (cell.isEmpty() || cell.equals("N/A")) {
                return false;
            }
        }
        return true;
    }

    /**
     * The respondent of a row as 64 bits of a hash, with a salt that is forgotten with this, so that nobody can be looked up by it.
     * Zero where the row does not tell.
     */
    long respondent(List<String> cells) {
        for (int column : respondents) {
            String cell = cells.get(column);
            if (!cell.isEmpty()) {
                digest.update(salt);
                byte[] name = (column + " " + cell.toLowerCase(Locale.ROOT)).getBytes(StandardCharsets.UTF_8);
                long hash = ByteBuffer.wrap(digest.digest(name)).getLong();
                return hash == 0 ? 1 : hash;
            }
        }
        return 0;
    }
}

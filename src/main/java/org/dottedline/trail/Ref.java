package org.dottedline.trail;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import org.dottedline.refusal.NotFound;

/** A reference, such as {@code G7.O2.I1.R3}: it says where one is, and it is the business key of the processes there. */
public record Ref(String text) {

    private static final Pattern SHAPE = Pattern.compile(
            "G[1-9][0-9]{0,8}(\\.O[1-9][0-9]{0,8}(\\.I[1-9][0-9]{0,8}(\\.R[1-9][0-9]{0,8})?)?)?|N[1-9][0-9]{0,8}");

    public Ref {
        if (!SHAPE.matcher(text).matches()) {
            throw new NotFound("There is no such reference.");
        }
    }

    /** Reads a reference from outside; throws {@link NotFound} where it has not the shape of one. */
    public static Ref of(String text) {
        return new Ref(text);
    }

    public static Ref first(Kind kind, int number) {
        return new Ref("" + kind.letter() + number);
    }

    public Ref child(Kind kind, int number) {
        return new Ref(text + "." + kind.letter() + number);
    }

    public Optional<Ref> parent() {
        int dot = text.lastIndexOf('.');
        return dot < 0 ? Optional.empty() : Optional.of(new Ref(text.substring(0, dot)));
    }

    /** The goal or need that it belongs to, which may be itself. */
    public Ref top() {
        int dot = text.indexOf('.');
        return dot < 0 ? this : new Ref(text.substring(0, dot));
    }

    /** The numbers of its steps: 7, 2, 1, 3. */
    public Integer[] path() {
        return Arrays.stream(text.split("\\."))
                .map(step -> Integer.valueOf(step.substring(1)))
                .toArray(Integer[]::new);
    }

    public boolean isAtOrBelow(Ref other) {
        return text.equals(other.text) || text.startsWith(other.text + ".");
    }

    @Override
    public String toString() {
        return text;
    }
}

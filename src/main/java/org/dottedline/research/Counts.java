package org.dottedline.research;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** How members of one group answered, in one round or in several together. */
public record Counts(String group, int asked, int answered, int inFavour, int neutral, int against) {

    /** A group that nobody has asked yet. */
    public static Counts none(String group) {
        return new Counts(group, 0, 0, 0, 0, 0);
    }

    public Counts plus(Counts more) {
        return new Counts(
                group,
                Math.addExact(asked, more.asked),
                Math.addExact(answered, more.answered),
                Math.addExact(inFavour, more.inFavour),
                Math.addExact(neutral, more.neutral),
                Math.addExact(against, more.against));
    }

    /** Every answer is in favour, neutral or against. */
    public boolean addUp() {
        return (long) inFavour + neutral + against == answered;
    }

    /** The share in favour in hundredths of a percent, rounded down: nothing is rounded up to a threshold. */
    public int shareBasisPoints() {
        return answered == 0 ? 0 : Math.toIntExact(inFavour * 10_000L / answered);
    }

    /** The share in favour for reading, in percent with one decimal; absent without answers. */
    public @Nullable BigDecimal share() {
        return answered == 0
                ? null
                : BigDecimal.valueOf(inFavour)
                        .multiply(BigDecimal.valueOf(100))
                        .divide(BigDecimal.valueOf(answered), 1, RoundingMode.HALF_UP);
    }
}

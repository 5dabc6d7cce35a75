package org.dottedline.research;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * The 95 % interval of a share by Wilson's score method (E. B. Wilson, "Probable inference, the law of succession, and statistical
 * inference", Journal of the American Statistical Association 22, 1927, pages 209 to 212). With {@code n} answers, the share
 * {@code p} of them in favour and {@code z} = 1.959964, the 97.5th percentile of the standard normal distribution:
 *
 * <pre>
 * ( p + z²/2n  ±  z · √( p(1 − p)/n + z²/4n² ) )  /  ( 1 + z²/n )
 * </pre>
 *
 * <p>It is shown and decides nothing.
 *
 * @param low in percent with one decimal, as {@code high}
 */
public record Interval(BigDecimal low, BigDecimal high) {

    private static final double Z = 1.959964;

    /** The interval of this many among so many; absent where nobody answered. */
    public static @Nullable Interval of(int inFavour, int answered) {
        if (answered == 0) {
            return null;
        }
        double n = answered;
        double p = inFavour / n;
        double square = Z * Z;
        double centre = p + square / (2 * n);
        double half = Z * Math.sqrt(p * (1 - p) / n + square / (4 * n * n));
        double whole = 1 + square / n;
        return new Interval(percent((centre - half) / whole), percent((centre + half) / whole));
    }

    private static BigDecimal percent(double share) {
        return BigDecimal.valueOf(Math.min(100, Math.max(0, share * 100))).setScale(1, RoundingMode.HALF_UP);
    }
}

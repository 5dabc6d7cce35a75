package org.dottedline.sourcing;

import org.jspecify.annotations.Nullable;

/**
 * What was decided in one round.
 *
 * @param advised the option that the table advised
 * @param advice that advice in words
 * @param reason why, where the choice is against the advice
 */
public record Choice(
        Option option,
        String advised,
        String advice,
        @Nullable String reason) {

    public boolean againstAdvice() {
        return !option.name().equals(advised);
    }
}

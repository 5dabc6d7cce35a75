package org.dottedline.web.components;

import static org.assertj.core.api.Assertions.assertThat;

import org.dottedline.web.components.Tokens.Contrast;
import org.dottedline.web.components.Tokens.Scheme;
import org.junit.jupiter.api.Test;

class TokensTest {

    @Test
    void coloursThatMeetCanBeToldApartInBothSchemes() {
        assertThat(Tokens.schemes()).extracting(Scheme::key).containsExactly("light", "dark");
        for (Scheme scheme : Tokens.schemes()) {
            assertThat(scheme.colours()).as(scheme.key()).hasSizeGreaterThan(30);
            assertThat(scheme.contrasts())
                    .as(scheme.key())
                    .allSatisfy(contrast -> assertThat(contrast.onValue()).isNotEqualTo(contrast.groundValue()))
                    .filteredOn(contrast -> !contrast.enough())
                    .extracting(Contrast::toString)
                    .isEmpty();
        }
    }

    @Test
    void contrastIsThatOfTheStandard() {
        assertThat(Tokens.ratio("#000000", "#ffffff")).isEqualTo(21.0);
        assertThat(Tokens.ratio("#ffffff", "#ffffff")).isEqualTo(1.0);
        assertThat(Tokens.ratio("#767676", "#ffffff")).isBetween(4.54, 4.55);
    }
}

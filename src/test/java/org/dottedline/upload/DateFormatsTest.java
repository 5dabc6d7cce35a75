package org.dottedline.upload;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DateFormatsTest {

    @ParameterizedTest
    @CsvSource({
        "yyyy-mm-dd, true",
        "'[$-409]d-mmm-yy;@', true",
        "h:mm AM/PM, true",
        "0.00, false",
        "'#,##0 \"days\"', false",
        "'[Red]0', false",
        "General, false",
        "'0\\d', false"
    })
    void aDateIsKnownByTheFormatOfItsCell(String format, boolean date) {
        assertThat(DateFormats.isDate(format)).isEqualTo(date);
    }
}

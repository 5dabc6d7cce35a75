package org.dottedline.lists;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import org.dottedline.trust.Attack;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTest {

    @Test
    void cellsAreQuotedWhereTheyMustBeAndRowsEndAsTheStandardSays() throws IOException {
        assertThat(written("plain", null, "", "a,b", "say \"no\"", "two\nlines"))
                .isEqualTo("plain,,,\"a,b\",\"say \"\"no\"\"\",\"two\nlines\"\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\tx"})
    @Attack(15)
    void whatASpreadsheetWouldTakeForAFormulaIsText(String formula) throws IOException {
        assertThat(written("x", formula)).isEqualTo("x,'" + formula + "\r\n");
    }

    @Test
    void aCarriageReturnInFrontIsTextTooAndStaysInItsCell() throws IOException {
        assertThat(written("\r=1")).isEqualTo("\"'\r=1\"\r\n");
        assertThat(written("=HYPERLINK(\"x\",\"y\")")).isEqualTo("\"'=HYPERLINK(\"\"x\"\",\"\"y\"\")\"\r\n");
    }

    private static String written(String... cells) throws IOException {
        StringBuilder text = new StringBuilder();
        new Csv(text).row(Arrays.asList(cells));
        return text.toString();
    }
}

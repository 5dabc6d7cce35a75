package org.dottedline.research.survey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.entry;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.zip.GZIPOutputStream;
import org.dottedline.research.survey.Tally.Count;
import org.dottedline.upload.BrokenFile;
import org.dottedline.upload.Source;
import org.dottedline.upload.Text;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The files of survey tools as they write them, and broken ones. */
class SurveyFileTest {

    static final String LIMESURVEY = """
            "id","submitdate","lastpage","startlanguage","seed","token","ipaddr","refurl","G01Q01","G01Q02"
            "1","2026-03-01 10:00:00","3","en","1816","tok1","192.0.2.1","","customers","A1"
            "2","","1","en","1817","tok2","192.0.2.2","","customers","A1"
            "3","2026-03-01 11:00:00","3","en","1818","tok1","192.0.2.1","","customers","A2"
            "4","2026-03-02 11:00:00","3","de","1819","tok3","192.0.2.3","","partners","A2"
            "5","2026-03-02 12:00:00","3","de","1820","tok4","192.0.2.4","","partners",""
            """;

    static final String QUALTRICS = """
            StartDate,EndDate,Status,IPAddress,Progress,Duration (in seconds),Finished,RecordedDate,ResponseId,RecipientLastName,RecipientEmail,LocationLatitude,UserLanguage,Q1,Q2
            Start Date,End Date,Response Type,IP Address,Progress,Duration (in seconds),Finished,Recorded Date,Response ID,Recipient Last Name,Recipient Email,Location Latitude,User Language,"Would you welcome it,
            all in all?",Who are you?
            "{""ImportId"":""startDate"",""timeZone"":""UTC""}","{""ImportId"":""endDate""}","{""ImportId"":""status""}","{""ImportId"":""ipAddress""}","{""ImportId"":""progress""}","{""ImportId"":""duration""}","{""ImportId"":""finished""}","{""ImportId"":""recordedDate""}","{""ImportId"":""_recordId""}","{""ImportId"":""recipientLastName""}","{""ImportId"":""recipientEmail""}","{""ImportId"":""locationLatitude""}","{""ImportId"":""userLanguage""}","{""ImportId"":""QID1""}","{""ImportId"":""QID2""}"
            2026-03-01 09:00:00,2026-03-01 09:01:00,IP Address,192.0.2.1,100,60,True,2026-03-01 09:01:00,R_1,Doe,a@example.org,52.5,EN,Strongly agree,Customer
            2026-03-01 09:00:00,2026-03-01 09:01:00,IP Address,192.0.2.1,40,60,False,2026-03-01 09:01:00,R_2,Doe,b@example.org,52.5,EN,Strongly agree,Customer
            2026-03-01 09:00:00,2026-03-01 09:01:00,Survey Preview,,100,60,True,2026-03-01 09:01:00,R_3,,,52.5,EN,Strongly agree,Customer
            2026-03-01 09:00:00,2026-03-01 09:01:00,IP Address,192.0.2.1,100,60,True,2026-03-01 09:01:00,R_4,Roe,c@example.org,52.5,EN,Disagree,Partner
            2026-03-01 09:00:00,2026-03-01 09:01:00,IP Address,192.0.2.1,100,60,True,2026-03-01 09:01:00,R_4,Roe,c@example.org,52.5,EN,Disagree,Partner
            """;

    static final String TYPEFORM = """
            #,How useful would it be?,What is your email?,Response Type,Start Date (UTC),Stage Date (UTC),Submit Date (UTC),Network ID,Tags
            k1,5,a@example.org,completed,2026-03-01 09:00:00,,2026-03-01 09:01:00,f00,
            k2,3,b@example.org,completed,2026-03-01 09:00:00,,2026-03-01 09:01:00,f00,
            k3,1,c@example.org,partial,2026-03-01 09:00:00,2026-03-01 09:01:00,,f00,
            k4,2,d@example.org,completed,2026-03-01 09:00:00,,2026-03-01 09:01:00,f00,
            """;

    static final String GOOGLE_FORMS = """
            "Timestamp","Email Address","Would you welcome it?","Which group are you of?"
            "2026/03/01 10:00:00 AM GMT+1","a@example.org","Yes","Customers"
            "2026/03/01 10:01:00 AM GMT+1","b@example.org","No opinion","Customers"
            "2026/03/01 10:02:00 AM GMT+1","A@example.org","No","Customers"
            """;

    static Source file(String text) {
        return file(text, StandardCharsets.UTF_8);
    }

    private static Source file(String text, Charset charset) {
        return bytes(text.getBytes(charset));
    }

    static Source bytes(byte[] bytes) {
        return () -> new ByteArrayInputStream(bytes);
    }

    private static byte[] packed(String text) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return packed.toByteArray();
    }

    static Survey look(Source file) throws IOException {
        return Survey.of(file, OutputStream.nullOutputStream());
    }

    /** Looks, says what it means, and counts. */
    static Tally tally(Source file, Function<Survey, Mapping> mapping) throws IOException {
        ByteArrayOutputStream kept = new ByteArrayOutputStream();
        Survey survey = Survey.of(file, kept);
        return Tally.of(bytes(kept.toByteArray()), survey, mapping.apply(survey));
    }

    static Column named(Survey survey, String name) {
        return survey.columns().stream()
                .filter(column -> column.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** Counts with the guesses, all rows of one group. */
    static Tally counted(Source file, String answer) throws IOException {
        return tally(file, survey -> {
            Column column = named(survey, answer);
            return Mapping.ofOneGroup(
                    column.index(), Meaning.guesses(column.values().keySet()), "customers");
        });
    }

    private static void addsUp(Tally tally) {
        assertThat(tally.groups().values().stream().mapToInt(Count::answered).sum()
                        + tally.incomplete()
                        + tally.unanswered()
                        + tally.tests()
                        + tally.leftOut()
                        + tally.duplicates()
                        + tally.flawed())
                .isEqualTo(tally.rows());
    }

    @Test
    void limeSurvey() throws IOException {
        Source file = file(LIMESURVEY);
        Survey survey = look(file);

        assertThat(survey.tool()).isEqualTo(Tool.LIMESURVEY);
        assertThat(survey.rows()).isEqualTo(5);
        assertThat(survey.names(Role.PERSONAL)).containsExactly("ipaddr", "refurl");
        assertThat(survey.names(Role.RESPONDENT)).containsExactly("id", "token");
        assertThat(survey.choosable()).extracting(Column::name).containsExactly("G01Q01", "G01Q02");

        Tally tally = tally(
                file,
                one -> Mapping.byGroup(
                        named(survey, "G01Q02").index(),
                        Map.of("A1", Meaning.IN_FAVOUR, "A2", Meaning.AGAINST),
                        named(survey, "G01Q01").index(),
                        Map.of("customers", "customers", "partners", "partners")));

        assertThat(tally.groups())
                .containsOnly(entry("customers", new Count(1, 0, 0)), entry("partners", new Count(0, 0, 1)));
        assertThat(tally.incomplete()).isEqualTo(1);
        assertThat(tally.unanswered()).isEqualTo(1);
        assertThat(tally.duplicates()).as("the token was there before").isEqualTo(1);
        addsUp(tally);
    }

    @Test
    void limeSurveyWithItsHeadersInWords() throws IOException {
        Source file = file("""
                "Response ID","Date submitted","Last page","Start language","Seed","Would you welcome it?"
                "1","2026-03-01 10:00:00","3","en","1816","Yes"
                "2","","3","en","1816","Yes"
                """);

        assertThat(look(file).tool()).isEqualTo(Tool.LIMESURVEY);
        assertThat(counted(file, "Would you welcome it?").incomplete()).isEqualTo(1);
    }

    @Test
    void qualtrics() throws IOException {
        Source file = file(QUALTRICS);
        Survey survey = look(file);

        assertThat(survey.tool()).isEqualTo(Tool.QUALTRICS);
        assertThat(survey.rows()).as("three rows are headers").isEqualTo(5);
        assertThat(survey.names(Role.PERSONAL))
                .containsExactly("IPAddress", "RecipientLastName", "RecipientEmail", "LocationLatitude");
        assertThat(named(survey, "Q1").label()).isEqualTo("Q1: Would you welcome it, all in all?");
        assertThat(survey.choosable()).extracting(Column::name).containsExactly("Q1", "Q2");

        Tally tally = counted(file, "Q1");
        assertThat(tally.groups()).containsOnly(entry("customers", new Count(1, 0, 1)));
        assertThat(tally.incomplete()).isEqualTo(1);
        assertThat(tally.tests()).isEqualTo(1);
        assertThat(tally.duplicates()).isEqualTo(1);
        addsUp(tally);
    }

    @Test
    void typeform() throws IOException {
        Source file = file(TYPEFORM);
        Survey survey = look(file);

        assertThat(survey.tool()).isEqualTo(Tool.TYPEFORM);
        assertThat(survey.names(Role.PERSONAL)).containsExactly("What is your email?", "Network ID");
        assertThat(survey.choosable()).extracting(Column::name).containsExactly("How useful would it be?");

        Tally tally = counted(file, "How useful would it be?");
        assertThat(tally.groups()).containsOnly(entry("customers", new Count(1, 1, 1)));
        assertThat(tally.incomplete()).isEqualTo(1);
        addsUp(tally);
    }

    @Test
    void googleForms() throws IOException {
        Source file = file(GOOGLE_FORMS);
        Survey survey = look(file);

        assertThat(survey.tool()).isEqualTo(Tool.GOOGLE_FORMS);
        assertThat(survey.names(Role.RESPONDENT)).containsExactly("Email Address");
        assertThat(survey.choosable())
                .extracting(Column::name)
                .containsExactly("Would you welcome it?", "Which group are you of?");

        Tally tally = counted(file, "Would you welcome it?");
        assertThat(tally.groups()).containsOnly(entry("customers", new Count(1, 1, 0)));
        assertThat(tally.duplicates()).as("addresses in capitals are the same").isEqualTo(1);
    }

    @Test
    void whatLooksLikeAnAddressIsDroppedWhateverItsColumnIsCalled() throws IOException {
        Survey survey =
                look(file("answer,remark,from,call\nyes,fine,x,+49 30 1234567\nno,ask me@example.org,192.0.2.7,x\n"));

        assertThat(survey.names(Role.PERSONAL)).containsExactly("remark", "from", "call");
        assertThat(survey.columns())
                .filteredOn(column -> column.role() == Role.PERSONAL)
                .allSatisfy(column -> assertThat(column.values()).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"E-mail", "First name", "your_name", "Phone", "Postal address", "IP address", "Network ID"})
    void personalColumnsAreKnownByName(String name) throws IOException {
        Survey survey = look(file("answer," + name + "\nyes,abc\nno,def\n"));

        assertThat(survey.choosable()).extracting(Column::name).containsExactly("answer");
    }

    @Test
    void aQuestionThatOnlySpeaksOfANameIsStillAQuestion() throws IOException {
        Survey survey = look(file("group,Should we give the feature a name of its own?\na,yes\nb,no\n"));

        assertThat(survey.choosable()).hasSize(2);
    }

    @Test
    void freeTextCannotBeChosen() throws IOException {
        StringBuilder text = new StringBuilder("answer,why\n");
        for (int row = 0; row <= Survey.MOST_VALUES; row++) {
            text.append("yes,because ").append(row).append('\n');
        }

        assertThat(look(file(text.toString())).choosable())
                .extracting(Column::name)
                .containsExactly("answer");
    }

    @Test
    void anAnswerOrGroupWithoutAMeaningIsLeftOut() throws IOException {
        Source file = file("group,answer\ncustomers,yes\nstaff,yes\ncustomers,perchance\n");
        Survey survey = look(file);

        Tally tally = tally(
                file, one -> Mapping.byGroup(1, Map.of("yes", Meaning.IN_FAVOUR), 0, Map.of("customers", "customers")));

        assertThat(tally.groups()).containsOnly(entry("customers", new Count(1, 0, 0)));
        assertThat(tally.leftOut()).isEqualTo(2);
    }

    // What is unusual, and right

    @ParameterizedTest
    @CsvSource({"';'", "'\t'", "'|'", "','"})
    void cellsAreDividedByWhateverTheHeaderHas(char delimiter) throws IOException {
        String text = "answer,why\n\"yes, or; so\",a\nno,b\n";
        Source file = file("answer" + delimiter + "why\n\"yes, or; so\"" + delimiter + "a\nno" + delimiter + "b\n");

        assertThat(look(file).delimiter()).isEqualTo(delimiter);
        assertThat(named(look(file), "answer").values())
                .isEqualTo(named(look(file(text)), "answer").values());
    }

    @Test
    void aSpreadsheetMaySayWhatDividesCells() throws IOException {
        Source file = file("sep=;\r\nanswer;why\r\nyes;a, b, c\r\nno\r\n");
        Tally tally = counted(file, "answer");

        assertThat(tally.groups()).containsOnly(entry("customers", new Count(1, 0, 0)));
        assertThat(look(file).flaws()).containsExactly(new Flaw(4, "it has 1 cell, but the header has 2."));
    }

    @Test
    void aMarkAtTheBeginningIsNoPartOfTheHeader() throws IOException {
        assertThat(look(file("\ufeffid,answer\n1,yes\n")).columns().get(0).name())
                .isEqualTo("id");
    }

    @ParameterizedTest
    @CsvSource({"UTF-16LE, \ufeff", "UTF-16BE, \ufeff", "UTF-16LE, ''", "UTF-16BE, ''", "UTF-8, ''"})
    void lettersOfAllEncodingsAreTheSame(String charset, String mark) throws IOException {
        Survey survey = look(file(mark + "answer\tgroup\nfür\tÄrzte 😀\n", Charset.forName(charset)));

        assertThat(named(survey, "group").values()).containsOnlyKeys("Ärzte 😀");
    }

    @Test
    void packedFilesAreUnpacked() throws IOException {
        assertThat(counted(bytes(packed(GOOGLE_FORMS)), "Would you welcome it?").rows())
                .isEqualTo(3);
    }

    @Test
    void emptyLinesAreNoAnswersAndKeepTheCount() throws IOException {
        Source file = file("\nanswer,why\n\nyes,\"two\nlines\"\n,\nno,x,y\n");
        Tally tally = counted(file, "answer");

        assertThat(tally.rows()).isEqualTo(2);
        assertThat(look(file).flaws()).containsExactly(new Flaw(7, "it has 3 cells, but the header has 2."));
    }

    // Broken files

    static void refused(Source file, String... said) {
        assertThatExceptionOfType(BrokenFile.class)
                .isThrownBy(() -> look(file))
                .satisfies(
                        broken -> assertThat(broken.sentence()).contains(said).endsWith("."));
    }

    @Test
    void theLineOfAWrongEncodingIsNamed() {
        refused(
                file("answer,group\nyes,a\nno,Ärzte\n", StandardCharsets.ISO_8859_1),
                "Line 3 is not written in UTF-8",
                "0xC4");
    }

    @Test
    void theLineOfAWrongEncodingIsNamedFarBehind() {
        String text = "answer,group\r\n" + "yes,a\r\n".repeat(30_000) + "no,é\r\n";

        refused(file(text, StandardCharsets.ISO_8859_1), "Line 30002 is not");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-03-01,yes,customers\n2026-03-02,no,partners\n",
                "a@example.org,yes\nb@example.org,no\n",
                "1,5\n2,4\n",
                "customers,yes\npartners,no\ncustomers,yes\n"
            })
    void aMissingHeaderIsSeen(String text) {
        refused(file(text), "The header is missing", "line 1");
    }

    @Test
    void raggedRowsAreNamedByTheirLinesAndTheRestIsCounted() throws IOException {
        Source file = file("id,answer\n1,yes\n2\n3,no,more\n4,no\n");
        Tally tally = counted(file, "answer");

        assertThat(look(file).flaws())
                .containsExactly(
                        new Flaw(3, "it has 1 cell, but the header has 2."),
                        new Flaw(4, "it has 3 cells, but the header has 2."));
        assertThat(tally.flawed()).isEqualTo(2);
        assertThat(tally.groups()).containsOnly(entry("customers", new Count(1, 0, 1)));
        addsUp(tally);
    }

    @Test
    void aHeaderInTheMiddleIsNoAnswer() throws IOException {
        Source file = file("id,answer\n1,yes\nid,answer\n" + "2,no\n".repeat(20));
        Tally tally = counted(file, "answer");

        assertThat(look(file).flaws()).containsExactly(new Flaw(3, "it repeats the header."));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2026-03-01 10:00|01.03.2026 10:00|its date is written with the year last and “.” between, where line 2 has it year-month-day.",
                "25/03/2026|03/25/2026|its date has the month first, where line 2 has the day first.",
                "2026-03-01|yesterday|its date is none: line 2 has it written year-month-day."
            })
    void aSecondFormOfDatesIsNamed(String one, String other, String why) throws IOException {
        Source file = file("Timestamp,answer\n" + one + ",yes\n" + other + ",no\n");
        Tally tally = counted(file, "answer");

        assertThat(look(file).flaws()).containsExactly(new Flaw(3, why));
        assertThat(tally.groups()).containsOnly(entry("customers", new Count(1, 0, 0)));
    }

    @Test
    void manyFlawsAreCountedAndTheFirstAreNamed() throws IOException {
        Source file = file("id,answer\n1,yes\n" + "2\n".repeat(80));
        Tally tally = counted(file, "answer");

        assertThat(tally.flawed()).isEqualTo(80);
        assertThat(look(file).flaws()).hasSize(Survey.MOST_FLAWS);
    }

    @Test
    void aQuotationMarkWithoutItsPairIsNamedByItsLine() {
        refused(file("id,answer\n1,yes\n2,\"no\n3,yes\n"), "line 3", "never closed");
        refused(file("id,answer\n1,\"yes\" indeed\n"), "line 2", "quotation mark");
        refused(file("id,answer\n1,\"" + "yes,\n".repeat(Text.LONGEST_ROW / 4)), "line 2", "has no end");
    }

    @Test
    void whatIsNoTextAtAllIsRefused() throws IOException {
        refused(bytes(new byte[0]), "empty");
        refused(file(" \n\n"), "empty");
        refused(file("id,answer\n"), "no answers");
        refused(file("answer\nyes\n"), "one column only");
        refused(bytes(new byte[] {'P', 'K', 3, 4, 9, 9}), "workbook");
        refused(file("id,answer\n1,y\0s\n"), "Line 2", "zero byte");
        byte[] whole = packed(LIMESURVEY);
        refused(bytes(java.util.Arrays.copyOf(whole, whole.length / 2)), "packed file is damaged");
    }

    @Test
    void aFileThatUnpacksWithoutEndIsRefused() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write("id,answer\n".getBytes(StandardCharsets.UTF_8));
            byte[] block = ("1," + "yes".repeat(20_000) + "\n").repeat(10).getBytes(StandardCharsets.UTF_8);
            for (long written = 0; written <= Text.MOST; written += block.length) {
                out.write(block);
            }
        }

        refused(bytes(packed.toByteArray()), "larger than 256 MB");
    }

    // What answers mean

    @ParameterizedTest
    @CsvSource({
        "Yes, IN_FAVOUR",
        "y, IN_FAVOUR",
        "Strongly agree, IN_FAVOUR",
        "Somewhat agree, IN_FAVOUR",
        "In favour, IN_FAVOUR",
        "4 - Agree, IN_FAVOUR",
        "Very useful, IN_FAVOUR",
        "Likely, IN_FAVOUR",
        "No opinion, NEUTRAL",
        "Neither agree nor disagree, NEUTRAL",
        "Neutral, NEUTRAL",
        "Don't know, NEUTRAL",
        "Don’t know, NEUTRAL",
        "No, AGAINST",
        "N, AGAINST",
        "Disagree, AGAINST",
        "Strongly disagree, AGAINST",
        "Not useful, AGAINST",
        "Against, AGAINST",
        "Very unlikely, AGAINST",
        "Not at all important, AGAINST",
        "Prefer not to say, LEFT_OUT",
        "N/A, LEFT_OUT"
    })
    void wordsAreGuessed(String value, Meaning meaning) {
        assertThat(Meaning.guesses(List.of(value))).containsOnly(entry(value, meaning));
    }

    @Test
    void whatTellsNothingIsNotGuessed() {
        assertThat(Meaning.guesses(List.of("A1", "Blue", "42"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'5,4,3,2,1', 2, 1, 2",
        "'7,6,5,4,3,2,1', 3, 1, 3",
        "'10,9,8,7,6,5,4,3,2,1,0', 2, 2, 7",
        "'0,1', 1, 0, 1"
    })
    void scalesRiseToInFavour(String scale, int inFavour, int neutral, int against) {
        var guesses = Meaning.guesses(List.of(scale.split(","))).values();

        assertThat(guesses).filteredOn(Meaning.IN_FAVOUR::equals).hasSize(inFavour);
        assertThat(guesses).filteredOn(Meaning.NEUTRAL::equals).hasSize(neutral);
        assertThat(guesses).filteredOn(Meaning.AGAINST::equals).hasSize(against);
    }

    // Many

    /** Rows come as they are read, so that the file is nowhere as a whole. */
    private static final class Generated extends InputStream {

        private final int rows;
        private int next;
        private byte[] line = "id,submitdate,lastpage,email,answer,why\n".getBytes(StandardCharsets.UTF_8);
        private int place;

        Generated(int rows) {
            this.rows = rows;
        }

        @Override
        public int read() {
            if (place == line.length) {
                if (next == rows) {
                    return -1;
                }
                line = row(next++).getBytes(StandardCharsets.UTF_8);
                place = 0;
            }
            return line[place++] & 0xff;
        }

        private static String row(int number) {
            // every tenth comes twice
            int id = number % 10 == 9 ? number - 1 : number;
            return id + ",2026-03-01 10:00:00,3,m" + id + "@example.org," + (number % 10 < 6 ? "yes" : "no") + ",\""
                    + "Because of reason ".repeat(20) + number + "\"\n";
        }
    }

    @Test
    void twoHundredThousandAnswersAreCountedInLittleMemory() throws IOException {
        Source file = () -> new Generated(200_000);
        System.gc();
        long before = used();

        ByteArrayOutputStream kept = new ByteArrayOutputStream();
        Survey survey = Survey.of(file, kept);
        Tally tally = Tally.of(
                bytes(kept.toByteArray()),
                survey,
                Mapping.ofOneGroup(
                        4, Meaning.guesses(survey.choosable().get(0).values().keySet()), "customers"));

        assertThat(tally.rows()).isEqualTo(200_000);
        assertThat(tally.groups()).containsOnly(entry("customers", new Count(120_000, 0, 60_000)));
        assertThat(tally.duplicates()).isEqualTo(20_000);
        System.gc();
        assertThat(used() - before).as("bytes kept").isLessThan(12L * 1024 * 1024);
        assertThat(survey.choosable()).hasSize(1);
    }

    private static long used() {
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}

package org.dottedline.research.survey;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.dottedline.csv.BrokenFile;
import org.dottedline.csv.Rows;
import org.dottedline.csv.Source;
import org.jspecify.annotations.Nullable;

/**
 * What a file came to. Every row is in exactly one place: in the count of a group, or set aside for one reason.
 *
 * @param groups the counts by group, those without answers left out
 * @param incomplete not finished or not sent
 * @param unanswered finished, without an answer in the column
 * @param tests previews, tests and spam, as the tool marks them
 * @param leftOut with an answer or a group that was left out
 * @param duplicates further answers of a respondent who is counted already
 * @param flawed rows that cannot be read, the first of them with their lines in {@code flaws}
 */
public record Tally(
        Map<String, Count> groups,
        int rows,
        int incomplete,
        int unanswered,
        int tests,
        int leftOut,
        int duplicates,
        int flawed,
        List<Flaw> flaws) {

    /** The most rows that are named by their lines. */
    public static final int MOST_FLAWS = 50;

    private static final Set<String> YES = Set.of("true", "1", "yes", "y", "completed", "complete", "finished", "100");
    /** Bits of the status that Qualtrics writes as a number: preview, test, spam. */
    private static final int TEST_BITS = 1 | 2 | 8;

    /** How one group answered. */
    public record Count(int inFavour, int neutral, int against) {

        public int answered() {
            return inFavour + neutral + against;
        }
    }

    /** A row that cannot be read: its line, and why as a sentence that begins small. */
    public record Flaw(long line, String why) {}

    /**
     * Counts a file.
     *
     * @param survey what a look at the same file found
     * @throws BrokenFile if it cannot be read
     */
    public static Tally of(Source source, Survey survey, Mapping mapping) throws IOException {
        try (Sheet sheet = new Sheet(source)) {
            return new Counting(sheet, survey, mapping).count();
        }
    }

    private static final class Counting {

        private final Sheet sheet;
        private final Survey survey;
        private final Mapping mapping;
        private final Seen seen = new Seen();
        private final List<Integer> respondents = new ArrayList<>();
        private final Map<String, EnumMap<Meaning, Integer>> counts = new LinkedHashMap<>();
        private final Map<String, Integer> aside = new HashMap<>();
        private final List<Flaw> flaws = new ArrayList<>();

        Counting(Sheet sheet, Survey survey, Mapping mapping) {
            this.sheet = sheet;
            this.survey = survey;
            this.mapping = mapping;
            for (String name : Header.respondents(survey.tool())) {
                survey.columns().stream()
                        .filter(column -> column.role() == Role.RESPONDENT)
                        .filter(column -> Header.plain(column.name()).equals(name))
                        .forEach(column -> respondents.add(column.index()));
            }
        }

        Tally count() throws IOException {
            int rows = 0;
            for (Rows.Row row = sheet.next(); row != null; row = sheet.next()) {
                rows++;
                String reason = place(row);
                if (reason != null) {
                    aside.merge(reason, 1, Integer::sum);
                }
            }
            Map<String, Count> groups = new LinkedHashMap<>();
            counts.forEach((group, count) -> groups.put(
                    group,
                    new Count(
                            count.getOrDefault(Meaning.IN_FAVOUR, 0),
                            count.getOrDefault(Meaning.NEUTRAL, 0),
                            count.getOrDefault(Meaning.AGAINST, 0))));
            return new Tally(
                    groups,
                    rows,
                    aside.getOrDefault("incomplete", 0),
                    aside.getOrDefault("unanswered", 0),
                    aside.getOrDefault("test", 0),
                    aside.getOrDefault("left out", 0),
                    aside.getOrDefault("duplicate", 0),
                    aside.getOrDefault("flawed", 0),
                    flaws);
        }

        /** Counts a row, or says why it is set aside. */
        private @Nullable String place(Rows.Row row) {
            String flaw = sheet.flaw(row);
            if (flaw != null) {
                if (flaws.size() < MOST_FLAWS) {
                    flaws.add(new Flaw(row.line(), flaw));
                }
                return "flawed";
            }
            if (isTest(row)) {
                return "test";
            }
            if (!isComplete(row)) {
                return "incomplete";
            }
            String answer = Sheet.clean(row.cells().get(mapping.answer()));
            if (answer.isEmpty()) {
                return "unanswered";
            }
            Meaning meaning = mapping.meanings().getOrDefault(answer, Meaning.LEFT_OUT);
            String group = mapping.group() == null
                    ? mapping.onlyGroup()
                    : mapping.groups().get(Sheet.clean(row.cells().get(mapping.group())));
            if (meaning == Meaning.LEFT_OUT || group == null) {
                return "left out";
            }
            if (!isFirst(row)) {
                return "duplicate";
            }
            counts.computeIfAbsent(group, one -> new EnumMap<>(Meaning.class)).merge(meaning, 1, Integer::sum);
            return null;
        }

        private boolean isTest(Rows.Row row) {
            for (Column column : survey.columns()) {
                if (column.role() == Role.KIND) {
                    String status = row.cells().get(column.index()).toLowerCase(Locale.ROOT);
                    if (status.matches("[0-9]{1,3}")
                            ? (Integer.parseInt(status) & TEST_BITS) != 0
                            : status.contains("preview") || status.contains("test") || status.contains("spam")) {
                        return true;
                    }
                }
            }
            return false;
        }

        private boolean isComplete(Rows.Row row) {
            for (Column column : survey.columns()) {
                String cell = row.cells().get(column.index());
                if (column.role() == Role.COMPLETENESS && !YES.contains(cell.toLowerCase(Locale.ROOT))) {
                    return false;
                }
                boolean writtenWhenSent = survey.tool() != Tool.PLAIN && survey.tool() != Tool.QUALTRICS
                        || Header.plain(column.name()).startsWith("submit");
                if (column.role() == Role.DATE && writtenWhenSent && (cell.isEmpty() || cell.equals("N/A"))) {
                    return false;
                }
            }
            return true;
        }

        /** Whether this respondent has not been counted yet; who cannot be told from others has not. */
        private boolean isFirst(Rows.Row row) {
            for (int column : respondents) {
                String cell = row.cells().get(column);
                if (!cell.isEmpty()) {
                    return seen.add(column + " " + cell.toLowerCase(Locale.ROOT));
                }
            }
            return true;
        }
    }
}

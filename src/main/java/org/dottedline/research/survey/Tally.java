package org.dottedline.research.survey;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dottedline.upload.Source;
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
 * @param flawed rows that cannot be read
 */
public record Tally(
        Map<String, Count> groups,
        int rows,
        int incomplete,
        int unanswered,
        int tests,
        int leftOut,
        int duplicates,
        int flawed) {

    private static final Place[] PLACES = Place.values();

    /** How one group answered. */
    public record Count(int inFavour, int neutral, int against) {

        public int answered() {
            return inFavour + neutral + against;
        }
    }

    /**
     * Counts.
     *
     * @param kept what a look at the file kept of its rows
     * @param survey what it found
     */
    public static Tally of(Source kept, Survey survey, Mapping mapping) throws IOException {
        try (DataInputStream rows = new DataInputStream(new BufferedInputStream(kept.open(), 64 * 1024))) {
            return new Counting(survey, mapping).count(rows);
        }
    }

    private static final class Counting {

        private final Survey survey;
        private final Mapping mapping;
        private final @Nullable Meaning[] meanings;
        private final @Nullable String[] groups;
        private final Seen seen = new Seen();
        private final Map<String, int[]> counts = new LinkedHashMap<>();
        private final int[] places = new int[PLACES.length];
        private int unanswered;
        private int leftOut;
        private int duplicates;

        Counting(Survey survey, Mapping mapping) {
            this.survey = survey;
            this.mapping = mapping;
            List<@Nullable Meaning> meaningOf = new ArrayList<>();
            meaningOf.add(null);
            survey.columns()
                    .get(mapping.answer())
                    .values()
                    .keySet()
                    .forEach(value -> meaningOf.add(mapping.meanings().get(value)));
            this.meanings = meaningOf.toArray(Meaning[]::new);
            List<@Nullable String> groupOf = new ArrayList<>();
            groupOf.add(mapping.onlyGroup());
            if (mapping.group() != null) {
                survey.columns()
                        .get(mapping.group())
                        .values()
                        .keySet()
                        .forEach(value -> groupOf.add(mapping.groups().get(value)));
            }
            this.groups = groupOf.toArray(String[]::new);
        }

        Tally count(DataInputStream rows) throws IOException {
            byte[] numbers = new byte[survey.columns().size()];
            for (int row = 0; row < survey.rows(); row++) {
                Place place = PLACES[rows.readByte()];
                long respondent = rows.readLong();
                rows.readFully(numbers);
                places[place.ordinal()]++;
                if (place == Place.ANSWER) {
                    count(respondent, numbers);
                }
            }
            Map<String, Count> counted = new LinkedHashMap<>();
            counts.forEach((group, count) -> counted.put(
                    group,
                    new Count(
                            count[Meaning.IN_FAVOUR.ordinal()],
                            count[Meaning.NEUTRAL.ordinal()],
                            count[Meaning.AGAINST.ordinal()])));
            return new Tally(
                    counted,
                    survey.rows(),
                    places[Place.INCOMPLETE.ordinal()],
                    unanswered,
                    places[Place.TEST.ordinal()],
                    leftOut,
                    duplicates,
                    places[Place.FLAWED.ordinal()]);
        }

        private void count(long respondent, byte[] numbers) {
            int answer = numbers[mapping.answer()];
            if (answer == 0) {
                unanswered++;
                return;
            }
            Meaning meaning = meanings[answer];
            String group = groups[mapping.group() == null ? 0 : numbers[mapping.group()]];
            if (meaning == null || meaning == Meaning.LEFT_OUT || group == null) {
                leftOut++;
            } else if (!seen.add(respondent)) {
                duplicates++;
            } else {
                counts.computeIfAbsent(group, one -> new int[Meaning.values().length])[meaning.ordinal()]++;
            }
        }
    }
}

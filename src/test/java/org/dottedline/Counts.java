package org.dottedline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.dottedline.Api.Answer;

/** Counts what user actions cost the database, one after the other. */
final class Counts {

    private final Map<String, Integer> trips = new LinkedHashMap<>();

    /** The answer of an action that succeeds in one commit; its round trips are kept. */
    Answer of(String action, Supplier<Answer> call) {
        CountedDatabase.LOG.begin();
        Answer answer = call.get();
        assertThat(answer.status()).as(answer::toString).isBetween(200, 299);
        List<String> statements = CountedDatabase.LOG.statements();
        assertThat(CountedDatabase.LOG.writingCommits())
                .as("commits of " + action)
                .isEqualTo(1);
        trips.put(action, statements.size());
        if (System.getenv("PRINT_STATEMENTS") != null) {
            System.out.println("== " + action);
            statements.forEach(System.out::println);
        }
        return answer;
    }

    /** Prints the table that docs/performance.md shows. */
    void assertNoneNeedsMoreThan(int most) {
        StringBuilder printed = new StringBuilder("| user action | round trips |\n| --- | ---: |\n");
        trips.forEach((action, count) ->
                printed.append("| ").append(action).append(" | ").append(count).append(" |\n"));
        System.out.println(printed);
        assertThat(trips)
                .allSatisfy((action, count) -> assertThat(count).as(action).isBetween(1, most));
    }
}

package org.dottedline.outcome.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dottedline.Leftovers;
import org.dottedline.ProcessTest;
import org.dottedline.objective.process.Reviews;
import org.dottedline.outcome.Measured;
import org.dottedline.outcome.Outcomes;
import org.dottedline.refusal.Forbidden;
import org.dottedline.refusal.InvalidFields;
import org.dottedline.refusal.MovedOn;
import org.dottedline.refusal.NotFound;
import org.dottedline.tasklist.OpenTask;
import org.dottedline.trail.Ref;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

class OutcomeReviewProcessTest extends ProcessTest {

    @Autowired
    Reviews reviews;

    @Autowired
    Outcomes outcomes;

    @Autowired
    JdbcClient jdbc;

    OutcomeReviewProcessTest() {
        super(OutcomeReview.KEY);
    }

    @Test
    void fourReviewsOneOfThemDisputedMakeTheSeriesOfTheStory() {
        Ref objective = committedObjective("developers");
        review(objective, "40", false);
        accept(objective);
        review(objective, "38", false);
        accept(objective);
        review(objective, "31", false);
        complete(
                "exec-billing",
                objective,
                "AcceptOutcome",
                Map.of("decision", "dispute", "reason", "A release was not counted."));
        assertThat(task("strategist-billing", objective, "RecordOutcome").notes())
                .containsExactly("Disputed: A release was not counted.");
        record(objective, "33", false);
        accept(objective);
        review(objective, "23", true);
        complete(
                "strategist-billing",
                objective,
                "SayWhyMissed",
                Map.of("cause", "system", "reason", "Two of three releases were cut before triage."));
        accept(objective);

        assertThat(action.run(() -> outcomes.series(objective)))
                .extracting(
                        measured -> measured.review() + " " + measured.value().toPlainString() + " " + measured.state())
                .containsExactly("1 40 accepted", "2 38 accepted", "3 31 disputed", "3 33 accepted", "4 23 accepted");
        assertThat(action.run(() -> outcomes.lastAccepted(objective)).map(Measured::cause))
                .contains("system");
        assertThat(reviews.next(objective)).isEmpty();
        assertThatThrownBy(() -> open("exec-billing", objective)).isInstanceOf(MovedOn.class);

        extend(objective, clock.today().plusMonths(18).toString());
        assertThat(reviews.next(objective)).isPresent();
    }

    @Test
    void aValueWorseThanTheLastAcceptedAsksWhyAndAnEqualOneDoesNot() {
        Ref objective = committedObjective("developers");
        review(objective, "38", false);
        accept(objective);
        review(objective, "38", false);
        accept(objective);
        review(objective, "39", false);

        assertThat(task("strategist-billing", objective, "SayWhyMissed")).isNotNull();
    }

    @Test
    void aDayStillToComeIsNoDayOfMeasuring() {
        Ref objective = committedObjective("developers");
        open("strategist-billing", objective);
        Map<String, Object> fields = fields("40", false);
        fields.put("measuredOn", clock.today().plusDays(1).toString());

        assertThatThrownBy(() -> complete("strategist-billing", objective, "RecordOutcome", fields))
                .isInstanceOf(InvalidFields.class);
    }

    @Test
    void nothingIsMeasuredBeforeWhatWasMeasuredLast() {
        Ref objective = committedObjective("developers");
        review(objective, "40", false);
        accept(objective);
        open("strategist-billing", objective);
        Map<String, Object> fields = fields("38", false);
        fields.put("measuredOn", clock.today().minusDays(1).toString());

        assertThatThrownBy(() -> complete("strategist-billing", objective, "RecordOutcome", fields))
                .isInstanceOf(InvalidFields.class)
                .hasMessageContaining("last");
        record(objective, "38", false);
    }

    @ParameterizedTest
    @ValueSource(strings = {"RecordOutcome", "SayWhyMissed", "AcceptOutcome", "under way"})
    void withdrawnAtAnyStepOfAReviewNothingIsLeft(String step) {
        Ref initiative = approvedInitiative();
        Ref objective = initiative.parent().orElseThrow();
        review(objective, "40", false);
        accept(objective);
        runJobs(objective);
        open("strategist-billing", objective);
        if (!step.equals("RecordOutcome")) {
            record(objective, step.equals("SayWhyMissed") ? "41" : "38", false);
        }
        if (step.equals("under way")) {
            accept(objective);
        } else {
            assertThat(tasklist.at(List.of(objective)))
                    .extracting(OpenTask::task)
                    .contains(step);
        }

        withdraw("exec-billing", objective);

        assertNothingIsLeft(objective);
        Leftovers.none(jdbc, objective.text());
        assertThat(action.run(() -> outcomes.series(objective)))
                .filteredOn(measured -> measured.state().equals("accepted"))
                .hasSize(step.equals("under way") ? 2 : 1);
    }

    @Test
    void aReviewOpensEarlyForItsStrategistAndExecutiveOnly() {
        Ref objective = committedObjective("developers");

        assertThatThrownBy(() -> open("controller", objective)).isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> open("exec-care", objective)).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> action.run(() -> reviews.openNow(person("exec-billing"), objective, "CloseObjective")))
                .isInstanceOf(InvalidFields.class);
        open("exec-billing", objective);
        assertThatThrownBy(() -> open("strategist-billing", objective)).isInstanceOf(MovedOn.class);
    }

    @Test
    void whoClosesSeesWhichValueWasAcceptedAndWhichWaits() {
        Ref objective = committedObjective("developers");
        open("strategist-billing", objective);
        record(objective, "31", false);
        complete("exec-billing", objective, "AcceptOutcome", Map.of("decision", "accept"));
        runJobs(objective);
        assertThat(closing(objective))
                .contains("acceptedValue=31", "improvement=9")
                .doesNotContain("waitingValue");
        open("strategist-billing", objective);
        record(objective, "45", false);

        assertThat(closing(objective)).contains("acceptedValue=31", "improvement=9", "waitingValue=45");
    }

    private String closing(Ref objective) {
        return String.valueOf(task("exec-billing", objective, "CloseObjective")
                .context()
                .asJson()
                .get("outcome"));
    }

    @Test
    void nobodyRecordsOnceTheObjectiveHasClosed() {
        Ref objective = committedObjective("developers");
        open("strategist-billing", objective);

        close(objective, "exec-billing", "missed", "23");

        assertThatThrownBy(() -> record(objective, "40", false)).isInstanceOf(MovedOn.class);
        runJobs(objective);
        assertNothingIsLeft(objective);
    }

    @Test
    void aTaskRemindsBeforeItIsDueAndSaysThatItWasAndDecidesNothing() {
        Ref objective = committedObjective("developers");
        open("strategist-billing", objective);
        Instant opened = clock.instant();
        LocalDate due = clock.today().plusDays(7);

        clock.set(opened.plus(Duration.ofDays(5)));
        runJobs(objective);
        assertThat(task("strategist-billing", objective, "RecordOutcome").notes())
                .isEmpty();
        clock.set(opened.plus(Duration.ofDays(6)));
        runJobs(objective);
        assertThat(task("strategist-billing", objective, "RecordOutcome").notes())
                .containsExactly("This is due on " + inWords(due) + ".");
        clock.set(opened.plus(Duration.ofDays(8)));
        runJobs(objective);
        assertThat(task("strategist-billing", objective, "RecordOutcome").notes())
                .containsExactly("This was due on " + inWords(due) + ". The PMO sees that it is overdue.");
        assertThat(tasklist.overdue(Integer.MAX_VALUE)).anySatisfy(late -> {
            assertThat(late.ref()).isEqualTo(objective);
            assertThat(late.task()).isEqualTo("RecordOutcome");
        });

        record(objective, "40", false);
        runJobs(objective);
        assertThat(task("exec-billing", objective, "AcceptOutcome").notes()).isEmpty();
    }

    private void review(Ref objective, String value, boolean last) {
        open("strategist-billing", objective);
        record(objective, value, last);
    }

    private void open(String login, Ref objective) {
        action.run(() -> reviews.openNow(person(login), objective, "RecordOutcome"));
    }

    private void record(Ref objective, String value, boolean last) {
        complete("strategist-billing", objective, "RecordOutcome", fields(value, last));
    }

    private Map<String, Object> fields(String value, boolean last) {
        Map<String, Object> fields = new HashMap<>(
                Map.of("value", value, "measuredOn", clock.today().toString(), "source", "The defect tracker"));
        fields.put("last", last);
        return fields;
    }

    private void accept(Ref objective) {
        complete("exec-billing", objective, "AcceptOutcome", Map.of("decision", "accept"));
        runJobs(objective);
    }
}

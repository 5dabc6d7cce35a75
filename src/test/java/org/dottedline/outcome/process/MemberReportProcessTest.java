package org.dottedline.outcome.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.dottedline.ProcessTest;
import org.dottedline.objective.process.Reviews;
import org.dottedline.outcome.WordsOwed;
import org.dottedline.trail.Ref;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class MemberReportProcessTest extends ProcessTest {

    @Autowired
    Reviews reviews;

    @Autowired
    WordsOwed words;

    MemberReportProcessTest() {
        super(MemberReport.KEY);
    }

    private Map<String, Object> draft(Ref ref) {
        return tasklist.known(
                person("cm-developers"),
                task("cm-developers", ref, "TellMembers").id());
    }

    @Test
    void aReviewedOutcomeIsToldToMembersInTheManagersWords() {
        Ref initiative = approvedInitiative();
        Ref objective = initiative.parent().orElseThrow();
        action.run(() -> reviews.openNow(person("exec-billing"), objective, "RecordOutcome"));
        complete(
                "strategist-billing",
                objective,
                "RecordOutcome",
                Map.of("value", "38", "measuredOn", clock.today().toString(), "source", "The defect tracker"));
        complete("exec-billing", objective, "AcceptOutcome", Map.of("decision", "accept"));
        runJobs(objective);

        assertThat(task("cm-developers", initiative, "TellMembers").context().asJson())
                .hasEntrySatisfying(
                        "word", word -> assertThat(word).asString().contains("value=38", "baseline=40", "target=20"));
        assertThat(draft(initiative))
                .containsEntry("youSaid", "members lose days on defects that others already know")
                .hasEntrySatisfying(
                        "weDid",
                        did -> assertThat(did)
                                .isEqualTo("We measured again. escaped defects per release: from 40 at the start to 38"
                                        + " defects. The target is 20."));
        complete(
                "cm-developers",
                initiative,
                "TellMembers",
                Map.of("youSaid", "We lose days on known defects.", "weDid", "Two defects a release less."));

        assertThat(words.published("developers", null, 1))
                .singleElement()
                .satisfies(word -> assertThat(word.weDid()).isEqualTo("Two defects a release less."));
    }

    @Test
    void aWordOwedSurvivesTheWithdrawal() {
        Ref initiative = approvedInitiative();

        withdraw("board-secretary", initiative.parent().orElseThrow().parent().orElseThrow());

        assertThat(task("cm-developers", initiative, "TellMembers").context().asJson())
                .hasEntrySatisfying(
                        "word",
                        word -> assertThat(word)
                                .asString()
                                .contains("withdrawal", "The plans of the company have changed."));
        assertThat(draft(initiative))
                .hasEntrySatisfying(
                        "weDid",
                        did -> assertThat(did)
                                .asString()
                                .endsWith("has been stopped. Why: The plans of the company have changed."));
        assertThat(complete(
                                "cm-developers",
                                initiative,
                                "TellMembers",
                                Map.of(
                                        "youSaid",
                                        "We lose days on known defects.",
                                        "weDid",
                                        "The company goes another way."))
                        .readAt())
                .startsWith("/communities/developers/told#word-");
        assertNothingIsLeft(initiative);
    }
}

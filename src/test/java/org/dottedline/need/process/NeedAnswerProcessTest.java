package org.dottedline.need.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.dottedline.NeedProcessTest;
import org.dottedline.handover.Message;
import org.dottedline.refusal.InvalidFields;
import org.dottedline.trail.Kind;
import org.dottedline.trail.Ref;
import org.dottedline.trail.State;
import org.junit.jupiter.api.Test;

class NeedAnswerProcessTest extends NeedProcessTest {

    NeedAnswerProcessTest() {
        super(NeedAnswer.KEY);
    }

    @Test
    void adoptedItOpensAnInitiativeFilledInWithTheNeed() {
        Ref objective = committedObjective("developers");
        Ref need = raisedNeed();
        assertThatThrownBy(() -> answer(need, Map.of("decision", "adopt"))).isInstanceOf(InvalidFields.class);

        answer(need, Map.of("decision", "adopt", "objective", objective.text(), "reason", "It is what we aim at."));
        runJobs(need);

        Ref opened = objective.child(Kind.INITIATIVE, 2);
        assertThat(payload(Message.NEED_ANSWERED, need))
                .containsEntry("decision", "adopt")
                .containsEntry("reference", opened.text())
                .containsEntry("reason", "It is what we aim at.")
                .hasSize(3);
        assertThat(row(need).state()).isEqualTo(State.CLOSED);
        assertThat(row(need).result()).isEqualTo("adopted");
        assertThat(task("cm-developers", opened, "ProposeInitiative").form()).isNotBlank();
        Map<String, Object> proposal = proposal();
        proposal.put("title", TITLE);
        complete("cm-developers", opened, "ProposeInitiative", proposal);
        runJobs(opened);
        task("strategist-billing", opened, "AssessFit");
        tellMembers(need);
    }

    @Test
    void anObjectiveThatEndsBeforeTheAnswerIsSentTakesNoneAndMembersHearThat() {
        Ref objective = committedObjective("developers");
        Ref need = raisedNeed();
        answer(need, Map.of("decision", "adopt", "objective", objective.text()));
        withdraw("exec-billing", objective);
        runJobs(need);

        assertThat(row(need).state()).isEqualTo(State.DECLINED);
        assertThat(payload(Message.NEED_ANSWERED, need))
                .containsEntry("decision", "decline")
                .containsEntry(
                        "reason",
                        "It was adopted under " + objective + ", which ended before an initiative could open.")
                .hasSize(2);
        tellMembers(need);
    }

    @Test
    void linkedItNamesTheInitiative() {
        Ref initiative = proposedInitiative();
        Ref need = raisedNeed();

        answer(need, Map.of("decision", "link", "initiative", initiative.text()));
        runJobs(need);

        assertThat(payload(Message.NEED_ANSWERED, need))
                .containsEntry("decision", "link")
                .containsEntry("reference", initiative.text())
                .hasSize(2);
        assertThat(row(need).result()).isEqualTo("linked");
        tellMembers(need);
    }

    @Test
    void declinedItNeedsAReasonAndNoReference() {
        Ref objective = committedObjective("developers");
        Ref need = raisedNeed();
        assertThatThrownBy(() -> answer(need, Map.of("decision", "decline"))).isInstanceOf(InvalidFields.class);
        assertThatThrownBy(() ->
                        answer(need, Map.of("decision", "decline", "reason", "No.", "objective", objective.text())))
                .isInstanceOf(InvalidFields.class);

        answer(need, Map.of("decision", "decline", "reason", "Versions go away next year."));
        runJobs(need);

        assertThat(payload(Message.NEED_ANSWERED, need))
                .containsEntry("decision", "decline")
                .containsEntry("reason", "Versions go away next year.")
                .hasSize(2);
    }

    @Test
    void withdrawnMeanwhileNobodyIsAskedAnyMore() {
        Ref need = raisedNeed();
        withdraw("cm-developers", need);
        assertNothingIsLeft(need);
    }
}

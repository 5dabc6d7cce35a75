package org.dottedline.need.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.dottedline.NeedProcessTest;
import org.dottedline.handover.Message;
import org.dottedline.refusal.Forbidden;
import org.dottedline.refusal.InvalidFields;
import org.dottedline.trail.Ref;
import org.dottedline.trail.State;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class MemberNeedProcessTest extends NeedProcessTest {

    @Autowired
    private MemberNeed memberNeed;

    MemberNeedProcessTest() {
        super(MemberNeed.KEY);
    }

    @Test
    void whatIsRaisedCrossesAsDescribedAndItsAnswerIsOwedToMembers() {
        Ref need = raisedNeed();
        assertThat(payload(Message.NEED_RAISED, need))
                .containsEntry("title", TITLE)
                .containsEntry("need", "members install release after release")
                .containsEntry("groups", List.of("customers"))
                .containsEntry("evidence", "asked 61 times in three months")
                .hasSize(4);

        answer(need, Map.of("decision", "decline", "reason", "Versions go away next year."));
        runJobs(need);

        assertThat(row(need).state()).isEqualTo(State.DECLINED);
        assertNothingIsLeft(need);
        tellMembers(need);
        assertThat(instances(need)).isEmpty();
    }

    @Test
    void withdrawnBeforeAndAfterItIsRaisedNothingIsLeft() {
        Ref noticed = noticedNeed();
        withdraw("cm-developers", noticed);
        assertThat(instances(noticed)).isEmpty();

        Ref raised = raisedNeed();
        withdraw("cm-developers", raised);
        assertNothingIsLeft(raised);
        assertThat(payload(Message.TRAIL_ENDED, raised)).containsEntry("kind", "need");
    }

    @Test
    void onlyTheManagerOfACommunityRaisesItToALineOfBusinessWithATitle() {
        assertThatThrownBy(() -> raise("cm-users", "billing", TITLE)).isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> raise("exec-billing", "billing", TITLE)).isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> raise("cm-developers", "users", TITLE)).isInstanceOf(InvalidFields.class);
        assertThatThrownBy(() -> raise("cm-developers", "billing", " ")).isInstanceOf(InvalidFields.class);
    }

    private void raise(String login, String lob, String title) {
        action.run(() -> memberNeed.raise(person(login), lob, title, "developers"));
    }
}

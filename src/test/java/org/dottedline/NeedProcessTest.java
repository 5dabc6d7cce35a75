package org.dottedline;

import java.util.List;
import java.util.Map;
import org.dottedline.handover.Handovers;
import org.dottedline.handover.Message;
import org.dottedline.need.process.MemberNeed;
import org.dottedline.trail.Ref;
import org.springframework.beans.factory.annotation.Autowired;

/** What the tests of the two processes of a member need share: its steps as its people take them. */
public abstract class NeedProcessTest extends ProcessTest {

    protected static final String TITLE = "Members cannot tell which version a fix is in";

    @Autowired
    private MemberNeed needs;

    @Autowired
    private Handovers handovers;

    protected NeedProcessTest(String process) {
        super(process);
    }

    /** A need that the developers have noticed and that nobody else has heard of. */
    protected Ref noticedNeed() {
        return followed(action.run(() -> needs.raise(person("cm-developers"), "billing", TITLE, "developers")));
    }

    /** A need that waits for the answer of billing's executive. */
    protected Ref raisedNeed() {
        Ref need = noticedNeed();
        describe(need);
        runJobs(need);
        return need;
    }

    protected void describe(Ref need) {
        complete(
                "cm-developers",
                need,
                "DescribeNeed",
                Map.of(
                        "title",
                        TITLE,
                        "need",
                        "members install release after release",
                        "groups",
                        List.of("customers"),
                        "evidence",
                        "asked 61 times in three months"));
    }

    protected void answer(Ref need, Map<String, ?> fields) {
        complete("exec-billing", need, "AnswerNeed", fields);
    }

    protected Map<String, Object> payload(Message message, Ref ref) {
        return action.run(() -> handovers.latest(ref, message)).orElseThrow();
    }

    protected void tellMembers(Ref ref) {
        complete(
                "cm-developers",
                ref,
                "TellMembers",
                Map.of("youSaid", "You cannot tell versions apart.", "weDid", "We asked billing."));
    }
}

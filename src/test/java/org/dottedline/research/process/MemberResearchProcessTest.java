package org.dottedline.research.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.dottedline.RequestProcessTest;
import org.dottedline.refusal.InvalidFields;
import org.dottedline.trail.Ref;
import org.junit.jupiter.api.Test;

class MemberResearchProcessTest extends RequestProcessTest {

    MemberResearchProcessTest() {
        super(MemberResearch.KEY);
    }

    @Test
    void aPlanBelowTheStandardComesBackFilledInAndASoundOneGoesOn() {
        Ref request = describedRequest();

        List<String> notes = complete(manager(), request, "PlanResearch", planned(1, "customers"))
                .notes();

        assertThat(notes).isNotEmpty();
        var again = task(manager(), request, "PlanResearch");
        assertThat(again.notes()).isEqualTo(notes);
        plan(request, "customers");
        assertThat(task(manager(), request, "SubmitResearch").notes()).isEmpty();
    }

    @Test
    void roundsAddUpUntilEachGroupHasEnoughAnswers() {
        Ref request = describedRequest();
        plan(request, "customers", "employees");
        assertThat(submit(request, answers("customers", 400, 126, 97, 18, 11), answers("employees", 60, 21, 13, 5, 3)))
                .anySatisfy(note -> assertThat(note).contains("21").contains("30"));
        assertThat(task(manager(), request, "SubmitResearch").notes()).isNotEmpty();

        assertThatThrownBy(() -> submit(request, answers("employees", 0, 40, 9, 30, 1)))
                .isInstanceOf(InvalidFields.class);
        submit(request, answers("employees", 0, 14, 9, 4, 1));
        runJobs(request);

        task("delivery-lead", request, "DesignFeature");
    }

    @Test
    void countsThatDoNotAddUpAndGroupsThatNobodyPlannedAreRefused() {
        Ref request = describedRequest();
        plan(request, "customers");

        assertThatThrownBy(() -> submit(request, answers("customers", 400, 126, 97, 18, 12)))
                .isInstanceOf(InvalidFields.class);
        assertThatThrownBy(() -> submit(request, answers("customers", 100, 126, 97, 18, 11)))
                .isInstanceOf(InvalidFields.class);
        assertThatThrownBy(() -> submit(request, answers("employees", 400, 126, 97, 18, 11)))
                .isInstanceOf(InvalidFields.class);
        assertThatThrownBy(() -> complete(
                        manager(),
                        request,
                        "SubmitResearch",
                        Map.of(
                                "results",
                                List.of(
                                        answers("customers", 400, 126, 97, 18, 11),
                                        answers("customers", 0, 1, 1, 0, 0)),
                                "summary",
                                "Twice.")))
                .isInstanceOf(InvalidFields.class);
        task(manager(), request, "SubmitResearch");
    }
}

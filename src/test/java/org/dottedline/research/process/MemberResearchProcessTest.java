package org.dottedline.research.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.dottedline.RequestProcessTest;
import org.dottedline.refusal.InvalidFields;
import org.dottedline.trail.Ref;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

class MemberResearchProcessTest extends RequestProcessTest {

    @Autowired
    private JdbcClient jdbc;

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

    /** Not even a fault of ours moves results: the database keeps the plan. */
    @Test
    void aPlanStandsOnceItIsSubmitted() {
        Ref request = describedRequest();
        plan(request, "customers");

        for (String change : List.of(
                "update dottedline.research_group set welcome_at = 1 where ref = :ref",
                "delete from dottedline.research_group where ref = :ref",
                "update dottedline.research_plan set question = 'Another one' where ref = :ref",
                "delete from dottedline.research_plan where ref = :ref")) {
            assertThatThrownBy(() -> action.run(
                            () -> jdbc.sql(change).param("ref", request.text()).update()))
                    .as(change)
                    .hasStackTraceContaining("plan");
        }
        assertThatThrownBy(() -> plan(request, "employees")).isInstanceOf(AssertionError.class);
    }
}

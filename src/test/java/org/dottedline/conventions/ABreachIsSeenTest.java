package org.dottedline.conventions;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.junit.jupiter.api.Test;

/** Each convention finds what it is there for, in a model of the product that was broken at one place. */
class ABreachIsSeenTest {

    private static final String OBJECTIVE = "2-objective/lob-objective.bpmn";
    private static final String INITIATIVE = "3-initiative/community-initiative.bpmn";
    private static final String APPROVAL = "3-initiative/initiative-approval.bpmn";
    private static final Set<String> FORMS = Set.of("commit-objective", "close-objective");

    @Test
    void ofTheProcess() {
        Function<BpmnModelInstance, List<String>> rule = model -> Conventions.process("lob-objective", model);

        assertFinds(
                rule, OBJECTIVE, "id=\"lob-objective\"", "id=\"objective\"", "objective is in the file lob-objective");
        assertFinds(rule, OBJECTIVE, " isExecutable=\"true\"", "", "lob-objective cannot run");
        assertFinds(rule, OBJECTIVE, " name=\"Objective of a line of business\"", "", "has no name");
        assertFinds(rule, OBJECTIVE, "P3650D", "P30D", "history");
    }

    @Test
    void ofNames() {
        assertFinds(Conventions::names, OBJECTIVE, "NextReview", "Event_0abc1", "Event_0abc1 does not speak");
        assertFinds(Conventions::names, OBJECTIVE, " name=\"Check readiness\"", "", "CheckReadiness has no name");
        assertFinds(Conventions::names, OBJECTIVE, "\"Check readiness\"", "\"check readiness\"", "sentence case");
        assertFinds(
                Conventions::names, OBJECTIVE, "name=\"New date told\"", "name=\"End\"", "NewDateTold does not name");
    }

    @Test
    void ofUserTasks() {
        Function<BpmnModelInstance, List<String>> rule = model -> Conventions.userTasks(model, FORMS);

        assertFinds(rule, OBJECTIVE, "formRef=\"close-objective\"", "formRef=\"close\"", "CloseObjective is not bound");
        assertFinds(rule, OBJECTIVE, "formRefBinding=\"deployment\"", "formRefBinding=\"latest\"", "is not bound");
        assertFinds(
                model -> Conventions.userTasks(model, Set.of("close-objective")),
                OBJECTIVE,
                "",
                "",
                "CommitObjective has no form");
        assertFinds(rule, OBJECTIVE, "lob-executive.${lob}", "board,pmo", "has not one group");
        assertFinds(rule, OBJECTIVE, "camunda:dueDate=\"${deadlines.dueFor(execution)}\"", "", "is not due");
        assertFinds(
                rule,
                OBJECTIVE,
                "camunda:formRef=\"close-objective\"",
                "camunda:formRef=\"close-objective\" camunda:assignee=\"exec-billing\"",
                "names a person");
        assertFinds(
                rule,
                OBJECTIVE,
                "You say how this objective ended, its final value and why.[^<]*",
                "Close.",
                "does not say");
    }

    @Test
    void ofBeans() {
        Function<BpmnModelInstance, List<String>> rule = model -> Conventions.beans(
                model,
                Set.of(
                        "checkReadiness",
                        "tellOutcomeReviewed",
                        "remindOfTask",
                        "escalateTask",
                        "endOpenApprovals",
                        "tellObjectiveClosed",
                        "tellObjectiveCommitted"));

        assertFinds(rule, OBJECTIVE, "${checkReadiness}", "${checkEverything}", "${checkEverything} is no bean");
        assertFinds(
                rule,
                OBJECTIVE,
                "camunda:delegateExpression=\"${endOpenApprovals}\"",
                "",
                "EndOpenApprovals does nothing");
        assertFinds(
                rule, OBJECTIVE, "camunda:delegateExpression=\"${checkReadiness}\"", "", "CheckReadiness asks nobody");
        assertFinds(
                rule,
                OBJECTIVE,
                "camunda:delegateExpression=\"${endOpenApprovals}\"",
                "camunda:class=\"java.lang.Object\"",
                "EndOpenApprovals is not done by a bean");
    }

    @Test
    void ofMessages() {
        assertFinds(
                Conventions::messages,
                INITIATIVE,
                " camunda:delegateExpression=\"${tellInitiativeProposed}\"",
                "",
                "InitiativeProposed sends nothing");
        assertFinds(
                Conventions::messages,
                APPROVAL,
                "name=\"Changes asked\" camunda:asyncBefore=\"true\"",
                "name=\"Changes asked\"",
                "ChangesAsked does not send in a job");
        assertFinds(
                Conventions::messages,
                OBJECTIVE,
                "camunda:asyncBefore=\"true\" camunda:collection=\"${invitedCommunities",
                "camunda:collection=\"${invitedCommunities",
                "ObjectiveCommitted does not send in a job");
        assertFinds(
                Conventions::messages,
                INITIATIVE,
                "name=\"Initiative decided\" camunda:asyncAfter=\"true\"",
                "name=\"Initiative decided\"",
                "InitiativeDecided goes on in the sender's transaction");
        assertFinds(
                Conventions::messages,
                INITIATIVE,
                "<bpmn:startEvent id=\"Withdrawn\"",
                "<bpmn:startEvent id=\"Withdrawn\" isInterrupting=\"false\"",
                "Withdrawn does not end the work at once");
    }

    @Test
    void ofMessageFlows() {
        assertFinds(
                Conventions::messageFlows,
                OBJECTIVE,
                "sourceRef=\"TellNewDate\" targetRef=\"Communities\"",
                "sourceRef=\"CheckReadiness\" targetRef=\"Communities\"",
                "NewDateCrosses meets no element");
        assertFinds(
                Conventions::messageFlows,
                APPROVAL,
                "<bpmn:messageFlow id=\"ChangesCross\"[^>]*/>",
                "",
                "ChangesAsked has no dotted line");
        assertFinds(
                Conventions::messageFlows,
                INITIATIVE,
                "sourceRef=\"InitiativeProposed\" targetRef=\"LineOfBusiness\"",
                "sourceRef=\"LineOfBusiness\" targetRef=\"InitiativeProposed\"",
                "InitiativeProposedCrosses meets no element");
    }

    @Test
    void ofAnswers() {
        assertFinds(Conventions::answers, APPROVAL, "name=\"Does the board agree?\"", "", "BoardDecision asks nothing");
        assertFinds(
                Conventions::answers,
                APPROVAL,
                "id=\"BoardSendsBack\" name=\"No, sent back\"",
                "id=\"BoardSendsBack\"",
                "BoardSendsBack is no answer");
        assertFinds(
                Conventions::answers, APPROVAL, " default=\"BoardSendsBack\"", "", "BoardSendsBack is taken by chance");
    }

    /** The rule finds nothing in the model as it stands, where anything was changed, and this in the broken one. */
    private static void assertFinds(
            Function<BpmnModelInstance, List<String>> rule, String file, String part, String broken, String finding) {
        String model = read(file);
        String changed = part.contains("[^")
                ? model.replaceAll(part, broken)
                : part.isEmpty() ? model : model.replace(part, broken);
        if (!part.isEmpty()) {
            assertThat(changed).as(part).isNotEqualTo(model);
            assertThat(rule.apply(parse(model))).noneMatch(found -> found.contains(finding));
        }
        assertThat(rule.apply(parse(changed))).anyMatch(found -> found.contains(finding));
    }

    private static BpmnModelInstance parse(String model) {
        return Bpmn.readModelFromStream(new ByteArrayInputStream(model.getBytes(StandardCharsets.UTF_8)));
    }

    private static String read(String file) {
        try (InputStream content = ABreachIsSeenTest.class.getResourceAsStream("/processes/" + file)) {
            return new String(content.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new IllegalStateException(broken);
        }
    }
}

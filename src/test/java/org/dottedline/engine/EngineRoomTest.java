package org.dottedline.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.history.HistoricActivityInstance;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.persistence.entity.FilterEntity;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.task.TaskQuery;
import org.camunda.bpm.engine.variable.Variables;
import org.camunda.bpm.engine.variable.Variables.SerializationDataFormats;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.builder.StartEventBuilder;
import org.dottedline.ProductTest;
import org.dottedline.time.ApplicationClock;
import org.dottedline.trust.Attack;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** The doors of the engine, tried one by one. */
@ProductTest
class EngineRoomTest {

    private static final String PROBE = "probe";
    private static final Map<String, Object> WEAK_AT_26000 =
            Map.of("fit", "weak", "budgetBand", "to-100000", "capCents", 2_600_000L);

    @Autowired
    ProcessEngine engine;

    @Autowired
    RepositoryService repository;

    @Autowired
    RuntimeService runtime;

    @Autowired
    TaskService tasks;

    @Autowired
    ApplicationClock clock;

    @Autowired
    Models models;

    @Autowired
    Rules rules;

    private final List<String> deployed = new ArrayList<>();

    @AfterEach
    void clean() {
        clock.reset();
        deployed.forEach(id -> repository.deleteDeployment(id, true));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "${execution.class}",
                "${execution.getClass()}",
                "${deadlines.class.name}",
                "${deadlines.getClass().getClassLoader()}",
                "${''.getClass().forName('java.lang.Runtime')}",
                "${execution.variables.getClass().getMethods()}"
            })
    @Attack(7)
    void anExpressionReachesNoClass(String expression) {
        deploy(start().serviceTask().camundaExpression(expression).endEvent().done());

        assertThatThrownBy(() -> runtime.startProcessInstanceByKey(PROBE))
                .rootCause()
                .hasMessageContaining("An expression may not reach");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dataSource",
                "people",
                "taskGate",
                "record",
                "runtimeService",
                "processEngine",
                "environment",
                "passwordEncoder"
            })
    void anExpressionReachesNoBeanThatIsNotMadeForModels(String bean) {
        deploy(start().serviceTask()
                .camundaExpression("${" + bean + ".toString()}")
                .endEvent()
                .done());

        assertThatThrownBy(() -> runtime.startProcessInstanceByKey(PROBE))
                .rootCause()
                .hasMessageContaining("Cannot resolve identifier '" + bean + "'");
    }

    @Test
    void aVariableNeverTakesThePlaceOfABean() {
        deploy(start().serviceTask()
                .camundaExpression("${deadlines.length()}")
                .endEvent()
                .done());

        assertThatThrownBy(() -> runtime.startProcessInstanceByKey(PROBE, Map.of("deadlines", "a text")))
                .rootCause()
                .hasMessageContaining("length");
    }

    @ParameterizedTest
    @ValueSource(strings = {"juel", "feel", "groovy", "javascript"})
    void aModelWithAScriptIsNotDeployed(String language) {
        BpmnModelInstance model = start().scriptTask("Script")
                .scriptFormat(language)
                .scriptText("1 + 1")
                .endEvent()
                .done();

        assertThatThrownBy(() -> deploy(model))
                .isInstanceOf(ProcessEngineException.class)
                .hasMessageContaining("Scripts are switched off: Script");
        assertThat(repository
                        .createProcessDefinitionQuery()
                        .processDefinitionKey(PROBE)
                        .count())
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"juel", "groovy", "javascript"})
    void aScriptHiddenInAListenerDoesNotRun(String language) {
        String model = Bpmn.convertToString(
                        start().manualTask("Quiet").endEvent().done())
                .replaceFirst(
                        "(<(\\w+:)?manualTask id=\"Quiet\"[^>]*>)",
                        "$1<bpmn:extensionElements xmlns:bpmn=\"http://www.omg.org/spec/BPMN/20100524/MODEL\">"
                                + "<camunda:executionListener xmlns:camunda=\"http://camunda.org/schema/1.0/bpmn\" event=\"start\">"
                                + "<camunda:script scriptFormat=\"" + language + "\">1 + 1</camunda:script>"
                                + "</camunda:executionListener></bpmn:extensionElements>");
        assertThat(model).contains("executionListener");

        assertThatThrownBy(() -> {
                    deployed.add(repository
                            .createDeployment()
                            .addString("probe.bpmn", model)
                            .deploy()
                            .getId());
                    runtime.startProcessInstanceByKey(PROBE);
                })
                .hasStackTraceContaining("Scripts are switched off");
    }

    @ParameterizedTest
    @MethodSource("objects")
    void noJavaObjectIsStoredAsAVariable(Object object) {
        deploy(start().userTask("Wait").endEvent().done());

        assertThatThrownBy(() -> runtime.startProcessInstanceByKey(PROBE, Map.of("object", object)))
                .isInstanceOf(ProcessEngineException.class)
                .hasMessageContaining("serializer");
        assertThat(runtime.createVariableInstanceQuery().variableName("object").count())
                .isZero();
    }

    static Stream<Object> objects() {
        return Stream.of(
                new BigDecimal("8750.00"),
                LocalDate.of(2026, 5, 31),
                new ArrayList<>(List.of("customers")),
                Variables.objectValue(new ArrayList<>())
                        .serializationDataFormat(SerializationDataFormats.JAVA)
                        .create());
    }

    @Test
    void noSerializedObjectIsAcceptedEither() {
        deploy(start().userTask("Wait").endEvent().done());
        var bytes = Variables.serializedObjectValue(Base64.getEncoder().encodeToString(new byte[] {1, 2, 3}))
                .serializationDataFormat(SerializationDataFormats.JAVA)
                .objectTypeName("java.util.ArrayList")
                .create();

        assertThatThrownBy(() -> runtime.startProcessInstanceByKey(PROBE, Variables.putValueTyped("object", bytes)))
                .isInstanceOf(ProcessEngineException.class);
    }

    @Test
    @Attack(9)
    void aQueryCarriesNoExpressionHoweverDeepItStands() {
        List<TaskQuery> attacks = List.of(
                tasks.createTaskQuery().or().taskAssigneeExpression("${1 + 1}").endOr(),
                tasks.createTaskQuery()
                        .or()
                        .taskCandidateGroupExpression("${1 + 1}")
                        .endOr(),
                tasks.createTaskQuery()
                        .taskName("Approve initiative")
                        .or()
                        .taskName("a")
                        .endOr()
                        .or()
                        .dueBeforeExpression("${1 + 1}")
                        .endOr(),
                tasks.createTaskQuery().taskAssigneeExpression("${1 + 1}"));

        assertThat(attacks).allSatisfy(attack -> {
            assertThatThrownBy(attack::list).isInstanceOf(ProcessEngineException.class);
            assertThatThrownBy(attack::count).isInstanceOf(ProcessEngineException.class);
            assertThatThrownBy(() -> attack.listPage(0, 1)).isInstanceOf(ProcessEngineException.class);
        });
        assertThat(tasks.createTaskQuery()
                        .or()
                        .taskName("a")
                        .taskName("b")
                        .endOr()
                        .list())
                .as("a query without one is answered")
                .isEmpty();
    }

    @Test
    @Attack(9)
    void filtersAreNeitherStoredNorRun() {
        var filters = engine.getFilterService();
        var filter = new FilterEntity("Task");

        assertThatThrownBy(filters::newTaskFilter).hasMessageContaining("Stored filters are switched off");
        assertThatThrownBy(() -> filters.saveFilter(filter)).hasMessageContaining("Stored filters are switched off");
        assertThatThrownBy(() -> filters.list("1")).hasMessageContaining("Stored filters are switched off");
        assertThatThrownBy(() -> filters.count("1")).hasMessageContaining("Stored filters are switched off");
        assertThat(filters.createFilterQuery().count()).isZero();
    }

    @Test
    void everyStepIsKeptInTheHistory() {
        assertThat(((ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration())
                        .getHistoryLevel()
                        .getName())
                .isEqualTo("full");
    }

    @Test
    void theModelsAreOneDeploymentWithNamesThatStayTheSame() {
        String deployment = latest("dotted-line");

        models.start();

        assertThat(latest("dotted-line")).isEqualTo(deployment);
        assertThat(repository.getDeploymentResourceNames(deployment))
                .contains(
                        "processes/1-goal/board-goal.bpmn",
                        "processes/3-initiative/approval-route.dmn",
                        "processes/task-deadlines.dmn",
                        "forms/3-initiative/approve-initiative.form")
                .allSatisfy(name -> assertThat(name).matches("(processes|forms)/[a-z0-9/-]+\\.(bpmn|dmn|form)"));
    }

    @Test
    void theModelsAreDeployedAnewOnceOneOfThemHasChanged() {
        String before = latest("dotted-line");
        String otherLimit = ChangedTable.read("3-initiative/approval-route.dmn").replace("2500000", "3000000");
        deployed.add(repository
                .createDeployment()
                .name("dotted-line")
                .source("class path")
                .addString("processes/3-initiative/approval-route.dmn", otherLimit)
                .deploy()
                .getId());
        assertThat(rules.ask("approval-route", WEAK_AT_26000).text("route")).isEqualTo("executive");

        models.start();

        assertThat(latest("dotted-line")).isNotIn(before, deployed.get(0));
        assertThat(rules.ask("approval-route", WEAK_AT_26000).text("route")).isEqualTo("cap-needed");
    }

    @Test
    void theEngineLivesInTheTimeOfTheApplication() {
        Instant moment = Instant.parse("2031-05-31T10:00:00Z");
        deploy(start().userTask("Wait").endEvent().done());

        clock.set(moment);
        var instance = runtime.startProcessInstanceByKey(PROBE);

        assertThat(ClockUtil.getCurrentTime().toInstant()).isCloseTo(moment, within(1, ChronoUnit.MINUTES));
        assertThat(engine.getHistoryService()
                        .createHistoricActivityInstanceQuery()
                        .processInstanceId(instance.getId())
                        .list())
                .isNotEmpty()
                .extracting(HistoricActivityInstance::getStartTime)
                .allSatisfy(at -> assertThat(at.toInstant()).isCloseTo(moment, within(1, ChronoUnit.MINUTES)));
        clock.reset();
        assertThat(ClockUtil.getCurrentTime().toInstant()).isCloseTo(Instant.now(), within(1, ChronoUnit.MINUTES));
    }

    private static StartEventBuilder start() {
        return Bpmn.createExecutableProcess(PROBE)
                .camundaHistoryTimeToLiveString("P3650D")
                .startEvent();
    }

    private void deploy(BpmnModelInstance model) {
        deployed.add(repository
                .createDeployment()
                .addModelInstance("probe.bpmn", model)
                .deploy()
                .getId());
    }

    private String latest(String name) {
        return repository
                .createDeploymentQuery()
                .deploymentName(name)
                .orderByDeploymentTime()
                .desc()
                .listPage(0, 1)
                .get(0)
                .getId();
    }
}

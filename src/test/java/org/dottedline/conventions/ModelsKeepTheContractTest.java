package org.dottedline.conventions;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.MessageFlow;
import org.camunda.bpm.model.bpmn.instance.Participant;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.instance.Decision;
import org.dottedline.ProductTest;
import org.dottedline.engine.ModelBean;
import org.dottedline.handover.Message;
import org.dottedline.tasklist.TaskHandler;
import org.dottedline.tasklist.form.Choice;
import org.dottedline.tasklist.form.Field;
import org.dottedline.tasklist.form.Field.RequiredWhen;
import org.dottedline.tasklist.form.Form;
import org.dottedline.tasklist.form.Forms;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** The models and forms against the contract, word by word. */
@ProductTest
class ModelsKeepTheContractTest {

    @Autowired
    Forms forms;

    @Autowired
    List<TaskHandler> handlers;

    @Autowired
    ApplicationContext context;

    @Test
    void theProcessesAndTheirTasksAreThoseOfTheContractEachWithItsGroup() {
        assertThat(models().entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey,
                                model -> userTasks(model.getValue()).stream()
                                        .collect(Collectors.toMap(
                                                UserTask::getId, UserTask::getCamundaCandidateGroups)))))
                .isEqualTo(Contract.TASKS);
    }

    @Test
    void everyTaskHasOneFormAndOneHandlerAndNoneIsLeftOver() {
        Set<String> tasks = Contract.TASKS.values().stream()
                .flatMap(ofProcess -> ofProcess.keySet().stream())
                .collect(Collectors.toSet());

        assertThat(handlers).extracting(TaskHandler::task).containsExactlyInAnyOrderElementsOf(tasks);
        assertThat(forms.ids())
                .containsExactlyInAnyOrderElementsOf(
                        tasks.stream().map(Conventions::kebab).toList());
        assertThat(Contract.FIELDS.keySet()).isEqualTo(tasks);
    }

    @ParameterizedTest
    @MethodSource("tasks")
    void aFormAsksForTheFieldsOfTheContractInTheirOrder(String task) {
        Form form = forms.of(Conventions.kebab(task));

        assertThat(form.fields().stream().map(ModelsKeepTheContractTest::inWords))
                .containsExactlyElementsOf(Contract.FIELDS.get(task));
        assertThat(form.fields().stream()
                        .filter(field -> field.requiredWhen() != null)
                        .collect(Collectors.toMap(Field::key, Field::requiredWhen)))
                .isEqualTo(neededWhen(task));
    }

    static Set<String> tasks() {
        return Contract.FIELDS.keySet();
    }

    @ParameterizedTest
    @MethodSource("tasks")
    void aFormIsReadByTheEngineAndByPeopleAndMoneyHasTwoDecimals(String task) {
        Form form = forms.of(Conventions.kebab(task));

        assertThat(form.schema())
                .containsEntry("executionPlatform", "Camunda Platform")
                .containsEntry("type", "default");
        assertThat(form.fields()).allSatisfy(field -> {
            assertThat(field.label()).isNotBlank().isNotEqualTo(field.key());
            assertThat(field.type())
                    .isIn(
                            "textfield",
                            "textarea",
                            "number",
                            "radio",
                            "select",
                            "checklist",
                            "checkbox",
                            "datetime",
                            "dynamiclist");
            assertThat(field.key()).doesNotContainIgnoringCase("json");
        });
        assertThat(form.fields().stream().filter(field -> field.key().equals("cap")))
                .allSatisfy(cap -> assertThat(cap.decimalDigits()).isEqualTo(2));
        assertThat(components(form)
                        .filter(component -> "number".equals(component.get("type")))
                        .filter(component -> component.get("decimalDigits") instanceof Integer digits && digits > 0))
                .allSatisfy(decimal -> assertThat(decimal).containsEntry("serializeToString", true));
    }

    @Test
    void theMessagesAreThoseOfTheContract() {
        assertThat(map(model -> Conventions.sent(model))).isEqualTo(Contract.SENT);
        assertThat(map(model -> Conventions.received(model))).isEqualTo(Contract.RECEIVED);
        assertThat(Arrays.stream(Message.values()).collect(Collectors.toMap(Message::word, Message::payload)))
                .isEqualTo(Contract.PAYLOADS);
    }

    @Test
    void whatOneProcessSendsAnotherOneOnTheOtherSideReceives() {
        assertThat(Arrays.stream(Message.values())
                        .filter(message -> message.sender().isPresent()))
                .allSatisfy(message -> {
                    assertThat(Contract.SENT.get(message.sender().orElseThrow()))
                            .contains(message.word());
                    assertThat(Contract.RECEIVED.get(message.receiver().orElseThrow()))
                            .contains(message.word());
                });
    }

    /** The picture of the whole trail, in docs/collaboration, has a pool for each process and a dotted line for each message. */
    @Test
    void thePictureOfTheWholeTrailShowsEveryProcessAndEveryMessage() {
        BpmnModelInstance picture = Bpmn.readModelFromFile(new File("docs/collaboration/whole-trail.bpmn"));

        assertThat(picture.getModelElementsByType(Participant.class))
                .extracting(pool -> kebab(pool.getId()))
                .containsExactlyInAnyOrderElementsOf(Contract.SENT.keySet());
        assertThat(picture.getModelElementsByType(MessageFlow.class))
                .filteredOn(flow -> !flow.getName().startsWith("Trail ended"))
                .extracting(flow -> flow.getName().toLowerCase(Locale.ROOT).replace(" ", "") + " "
                        + kebab(flow.getSource().getId()) + " "
                        + kebab(flow.getTarget().getId()))
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(Message.values())
                        .filter(message -> message.sender().isPresent())
                        .map(message -> message.word().toLowerCase(Locale.ROOT) + " "
                                + message.sender().orElseThrow() + " "
                                + message.receiver().orElseThrow())
                        .toList());
    }

    /** {@code LobObjective} as {@code lob-objective}. */
    private static String kebab(String id) {
        return id.replaceAll("(?<!^)([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    @Test
    void thePairsOfTheContractAreDeclaredInTheModels() {
        assertThat(declared("separateFrom").entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey,
                                pair -> Set.of(pair.getValue().split("\\s*,\\s*")))))
                .isEqualTo(Contract.PAIRS);
        assertThat(declared("reservedFor")).isEqualTo(Contract.RESERVED);
        Set<String> elements = models().values().stream()
                .flatMap(model -> model.getModelElementsByType(FlowNode.class).stream())
                .map(FlowNode::getId)
                .collect(Collectors.toSet());
        assertThat(elements)
                .containsAll(
                        Contract.PAIRS.values().stream().flatMap(Set::stream).toList())
                .containsAll(Contract.RESERVED.values());
    }

    @ParameterizedTest
    @MethodSource("processes")
    void aModelKeepsToTheConventions(String process) {
        BpmnModelInstance model = models().get(process);
        Set<String> beans = Set.of(context.getBeanNamesForAnnotation(ModelBean.class));

        assertThat(Conventions.process(process, model)).isEmpty();
        assertThat(Conventions.names(model)).isEmpty();
        assertThat(Conventions.userTasks(model, forms.ids())).isEmpty();
        assertThat(Conventions.beans(model, beans)).isEmpty();
        assertThat(Conventions.messages(model)).isEmpty();
        assertThat(Conventions.messageFlows(model)).isEmpty();
        assertThat(Conventions.answers(model)).isEmpty();
    }

    static Set<String> processes() {
        return Contract.TASKS.keySet();
    }

    @Test
    void everyBeanForModelsIsUsedByOne() throws IOException {
        String all = Arrays.stream(resources("*.bpmn"))
                .map(ModelsKeepTheContractTest::text)
                .collect(Collectors.joining());

        assertThat(context.getBeanNamesForAnnotation(ModelBean.class))
                .allSatisfy(bean -> assertThat(all).containsPattern("\\$\\{" + bean + "[.}]"));
    }

    @Test
    void everyTableIsNamedAfterItsFileAndKeepsItsHistoryForTenYears() throws IOException {
        Map<String, Decision> tables = new HashMap<>();
        for (Resource resource : resources("*.dmn")) {
            Decision decision = Dmn.readModelFromStream(resource.getInputStream())
                    .getModelElementsByType(Decision.class)
                    .iterator()
                    .next();
            tables.put(stem(resource), decision);
        }

        assertThat(tables.keySet())
                .containsExactlyInAnyOrder(
                        "objective-readiness",
                        "approval-route",
                        "task-deadlines",
                        "member-welcome",
                        "research-verdict",
                        "research-standard",
                        "run-rate-guard",
                        "sourcing-recommendation",
                        "request-route");
        assertThat(tables).allSatisfy((stem, decision) -> {
            assertThat(decision.getId()).isEqualTo(stem);
            assertThat(decision.getName()).isNotBlank();
            assertThat(decision.getCamundaHistoryTimeToLiveString()).isEqualTo("P3650D");
        });
    }

    // Reading

    static Map<String, BpmnModelInstance> models() {
        Map<String, BpmnModelInstance> models = new TreeMap<>();
        for (Resource resource : resources("*.bpmn")) {
            try {
                models.put(stem(resource), Bpmn.readModelFromStream(resource.getInputStream()));
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        }
        return models;
    }

    private static Resource[] resources(String names) {
        try {
            return new PathMatchingResourcePatternResolver().getResources("classpath:processes/**/" + names);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static String text(Resource resource) {
        try {
            return resource.getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static String stem(Resource resource) {
        return String.valueOf(resource.getFilename()).replaceFirst("\\.\\w+$", "");
    }

    private static Collection<UserTask> userTasks(BpmnModelInstance model) {
        return model.getModelElementsByType(UserTask.class);
    }

    private static Map<String, Set<String>> map(java.util.function.Function<BpmnModelInstance, Set<String>> question) {
        return models().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, model -> question.apply(model.getValue())));
    }

    private static Map<String, String> declared(String property) {
        Map<String, String> declared = new HashMap<>();
        for (BpmnModelInstance model : models().values()) {
            for (FlowNode node : model.getModelElementsByType(FlowNode.class)) {
                Conventions.property(node, property).ifPresent(other -> declared.put(node.getId(), other));
            }
        }
        return declared;
    }

    private static String inWords(Field field) {
        String choices = field.choices().stream().map(Choice::value).collect(Collectors.joining(","));
        return field.key()
                + (choices.isEmpty() ? "" : "=" + choices)
                + (field.type().equals("checklist") ? "[]" : "")
                + (field.rows().isEmpty()
                        ? ""
                        : field.rows().stream().map(Field::key).collect(Collectors.joining(", ", "[{", "}]")))
                + (field.required() ? "" : "?");
    }

    private static Map<String, RequiredWhen> neededWhen(String task) {
        return Contract.NEEDED_WHEN.getOrDefault(task, Map.of()).entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, needed -> {
                    String[] parts = needed.getValue().split("=");
                    return new RequiredWhen(parts[0], new HashSet<>(List.of(parts[1].split(","))));
                }));
    }

    @SuppressWarnings("unchecked")
    private static Stream<Map<String, Object>> components(Form form) {
        return ((List<Map<String, Object>>) form.schema().get("components")).stream();
    }
}

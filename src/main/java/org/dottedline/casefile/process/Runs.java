package org.dottedline.casefile.process;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.history.HistoricActivityInstance;
import org.camunda.bpm.engine.history.HistoricProcessInstance;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.EventBasedGateway;
import org.camunda.bpm.model.bpmn.instance.ExclusiveGateway;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.dottedline.casefile.Model;
import org.dottedline.casefile.Model.Element;
import org.dottedline.casefile.Model.Flow;
import org.dottedline.casefile.Run;
import org.dottedline.casefile.Visit;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The runs of processes that the engine remembers, with the model of the very version that ran. */
@Component
@Transactional(readOnly = true)
public class Runs {

    /** The longest path that is told. */
    public static final int MOST_STEPS = 500;

    /** What the engine appends to the id of a repeated element for all rounds together. */
    private static final String BODY = "#multiInstanceBody";

    /**
     * By moment, and within one by id, which is the element's and then one in the order of time. The engine's own order says nothing of
     * branches that began together: their steps would change places from one reading to the next.
     */
    private static final Comparator<HistoricActivityInstance> BEGINNING = Comparator.comparing(
                    HistoricActivityInstance::getStartTime)
            .thenComparing(
                    activity -> activity.getId().substring(activity.getId().lastIndexOf(':') + 1));

    private final HistoryService history;
    private final RepositoryService repository;

    Runs(HistoryService history, RepositoryService repository) {
        this.history = history;
        this.repository = repository;
    }

    /** The first runs at these references, the oldest first. */
    public List<Run> at(Collection<String> refs, int limit) {
        return refs.isEmpty()
                ? List.of()
                : history
                        .createHistoricProcessInstanceQuery()
                        .processInstanceBusinessKeyIn(refs.toArray(String[]::new))
                        .orderByProcessInstanceStartTime()
                        .asc()
                        .orderByProcessInstanceId()
                        .asc()
                        .listPage(0, limit)
                        .stream()
                        .map(Runs::run)
                        .toList();
    }

    public Optional<Run> find(String id) {
        return Optional.ofNullable(history.createHistoricProcessInstanceQuery()
                        .processInstanceId(id)
                        .singleResult())
                .map(Runs::run);
    }

    /** The run that a task of people belongs to. */
    public Optional<Run> ofTask(String task) {
        return Optional.ofNullable(
                        history.createHistoricTaskInstanceQuery().taskId(task).singleResult())
                .flatMap(found -> find(found.getProcessInstanceId()));
    }

    /** The run of a process at a reference that went on at that moment; of several the latest. */
    public Optional<Run> at(String ref, String process, Instant at) {
        return history
                .createHistoricProcessInstanceQuery()
                .processInstanceBusinessKey(ref)
                .processDefinitionKey(process)
                .startedBefore(Date.from(at))
                .orderByProcessInstanceStartTime()
                .desc()
                .orderByProcessInstanceId()
                .desc()
                .listPage(0, 1)
                .stream()
                .findFirst()
                .map(Runs::run);
    }

    /** Where it has been, in the order in which that began; at most {@link #MOST_STEPS}. */
    public List<Visit> visits(Run run) {
        return history
                .createHistoricActivityInstanceQuery()
                .processInstanceId(run.id())
                .orderPartiallyByOccurrence()
                .asc()
                .listPage(0, MOST_STEPS)
                .stream()
                .sorted(BEGINNING)
                .map(Runs::visit)
                .toList();
    }

    public Model model(Run run) {
        BpmnModelInstance model = repository.getBpmnModelInstance(run.definition());
        Map<String, Element> elements = new HashMap<>();
        for (FlowNode node : model.getModelElementsByType(FlowNode.class)) {
            elements.put(
                    node.getId(),
                    new Element(
                            node.getId(),
                            text(node.getName()),
                            node.getElementType().getTypeName(),
                            node instanceof ExclusiveGateway || node instanceof EventBasedGateway));
        }
        List<Flow> flows = model.getModelElementsByType(SequenceFlow.class).stream()
                .map(flow -> new Flow(
                        flow.getId(),
                        text(flow.getName()),
                        flow.getSource().getId(),
                        flow.getTarget().getId()))
                .toList();
        return new Model(elements, flows);
    }

    /** The model as it was deployed, with its picture. */
    public byte[] xml(Run run) {
        try (InputStream model = repository.getProcessModel(run.definition())) {
            return model.readAllBytes();
        } catch (IOException broken) {
            throw new java.io.UncheckedIOException(broken);
        }
    }

    /** The form of a task in a version of its process; empty where there is none. */
    public Optional<String> form(String process, int version, String task) {
        return Optional.ofNullable(repository
                        .createProcessDefinitionQuery()
                        .processDefinitionKey(process)
                        .processDefinitionVersion(version)
                        .singleResult())
                .map(definition -> repository.getBpmnModelInstance(definition.getId()))
                .map(model ->
                        model.getModelElementById(task) instanceof UserTask user ? user.getCamundaFormRef() : null);
    }

    private static Run run(HistoricProcessInstance instance) {
        return new Run(
                instance.getId(),
                instance.getProcessDefinitionId(),
                instance.getProcessDefinitionKey(),
                text(instance.getProcessDefinitionName()),
                instance.getProcessDefinitionVersion(),
                text(instance.getBusinessKey()),
                instance.getStartTime().toInstant(),
                instant(instance.getEndTime()));
    }

    private static Visit visit(HistoricActivityInstance activity) {
        String element = activity.getActivityId();
        return new Visit(
                element.replace(BODY, ""),
                element.endsWith(BODY),
                activity.getStartTime().toInstant(),
                instant(activity.getEndTime()),
                activity.isCanceled(),
                activity.getTaskId(),
                activity.getCalledProcessInstanceId());
    }

    private static @Nullable Instant instant(@Nullable Date date) {
        return date == null ? null : date.toInstant();
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text.replaceAll("\\s+", " ");
    }
}

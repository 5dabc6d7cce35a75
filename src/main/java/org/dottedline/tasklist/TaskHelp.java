package org.dottedline.tasklist;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.model.bpmn.instance.Documentation;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.springframework.stereotype.Component;

/** What the models say for people to read: what one decides in a task, and what a process is called. */
@Component
public class TaskHelp {

    private final RepositoryService repository;
    /** By process, version and task: a deployed version never changes. */
    private final Map<String, Said> known = new ConcurrentHashMap<>();

    TaskHelp(RepositoryService repository) {
        this.repository = repository;
    }

    /**
     * What a model says about a task.
     *
     * @param process the name of the process
     * @param help the documentation of the task; empty where there is none
     */
    public record Said(String process, String help) {}

    public Said of(TaskView task) {
        return known.computeIfAbsent(task.process() + ":" + task.version() + ":" + task.task(), key -> read(task));
    }

    private Said read(TaskView task) {
        ProcessDefinition definition = repository
                .createProcessDefinitionQuery()
                .processDefinitionKey(task.process())
                .processDefinitionVersion(task.version())
                .singleResult();
        FlowNode node = repository.getBpmnModelInstance(definition.getId()).getModelElementById(task.task());
        String help = node.getDocumentations().stream()
                .map(Documentation::getTextContent)
                .findFirst()
                .orElse("");
        return new Said(definition.getName(), help.strip().replaceAll("\\s+", " "));
    }
}

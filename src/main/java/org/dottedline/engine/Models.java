package org.dottedline.engine;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.DeploymentBuilder;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.MessageEventDefinition;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.SendTask;
import org.camunda.bpm.model.bpmn.instance.ThrowEvent;
import org.dottedline.engine.persistence.MessageElements;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

/**
 * Deploys all of {@code processes/} and {@code forms/} as one deployment with stable names, again only if something changed,
 * before anything else starts.
 */
@Component
class Models implements SmartLifecycle {

    private final RepositoryService repository;
    private final ManagementService management;
    private final MessageElements messageElements;
    private final LiveBeans liveBeans;
    private volatile boolean running;

    Models(
            RepositoryService repository,
            ManagementService management,
            MessageElements messageElements,
            LiveBeans liveBeans) {
        this.repository = repository;
        this.management = management;
        this.messageElements = messageElements;
        this.liveBeans = liveBeans;
    }

    @Override
    public void start() {
        try {
            deploy();
            liveBeans.check();
        } catch (IOException broken) {
            throw new IllegalStateException("The models cannot be read.", broken);
        }
        running = true;
    }

    private void deploy() throws IOException {
        DeploymentBuilder deployment = repository
                .createDeployment()
                .name("dotted-line")
                .source("class path")
                .enableDuplicateFiltering(false);
        for (Resource resource : resources()) {
            String name = stableName(resource);
            try (InputStream content = resource.getInputStream()) {
                deployment.addInputStream(name, content);
            }
        }
        deployment.deploy();
        repository
                .createDeploymentQuery()
                .list()
                .forEach(known -> management.registerDeploymentForJobExecutor(known.getId()));
        repository.createProcessDefinitionQuery().latestVersion().list().stream()
                .map(definition -> repository.getBpmnModelInstance(definition.getId()))
                .forEach(this::rememberSenders);
    }

    private static List<Resource> resources() throws IOException {
        var resolver = new PathMatchingResourcePatternResolver();
        return Stream.of("classpath:processes/**/*.bpmn", "classpath:processes/**/*.dmn", "classpath:forms/**/*.form")
                .flatMap(pattern -> {
                    try {
                        return Arrays.stream(resolver.getResources(pattern));
                    } catch (IOException broken) {
                        throw new java.io.UncheckedIOException(broken);
                    }
                })
                .sorted(Comparator.comparing(Models::stableName))
                .toList();
    }

    /** The path from {@code processes/} or {@code forms/} on, wherever the class path is. */
    private static String stableName(Resource resource) {
        try {
            String address = resource.getURL().toString();
            int start = Math.max(address.lastIndexOf("/processes/"), address.lastIndexOf("/forms/"));
            return address.substring(start + 1);
        } catch (IOException broken) {
            throw new java.io.UncheckedIOException(broken);
        }
    }

    private void rememberSenders(BpmnModelInstance model) {
        String process =
                model.getModelElementsByType(Process.class).iterator().next().getId();
        for (SendTask task : model.getModelElementsByType(SendTask.class)) {
            // The job of a multi-instance loop belongs to its body, whose id the engine derives.
            remember(process, task, task.getMessage().getName());
            messageElements.remember(
                    process,
                    task.getId() + "#multiInstanceBody",
                    task.getMessage().getName());
        }
        for (ThrowEvent event : model.getModelElementsByType(ThrowEvent.class)) {
            event.getEventDefinitions().stream()
                    .filter(MessageEventDefinition.class::isInstance)
                    .map(MessageEventDefinition.class::cast)
                    .forEach(definition ->
                            remember(process, event, definition.getMessage().getName()));
        }
    }

    private void remember(String process, FlowNode element, String message) {
        messageElements.remember(process, element.getId(), message);
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Before the web server and everything else that starts. */
    @Override
    public int getPhase() {
        return 0;
    }
}

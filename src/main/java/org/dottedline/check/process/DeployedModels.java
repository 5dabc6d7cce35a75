package org.dottedline.check.process;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.CatchEvent;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.MessageEventDefinition;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaProperties;

/**
 * What the models say, read without an engine.
 *
 * @param pairs tasks that one person never does both of
 * @param receivers which element of which process receives which message
 */
public record DeployedModels(List<Pair> pairs, List<Receiver> receivers) {

    /** The later task names the earlier one. */
    public record Pair(String later, String earlier) {}

    /** An element that waits for a message, or starts by it. */
    public record Receiver(String process, String element, String message) {}

    /** Reads models as BPMN has them. */
    public static DeployedModels read(Collection<byte[]> models) {
        List<Pair> pairs = new ArrayList<>();
        List<Receiver> receivers = new ArrayList<>();
        for (byte[] bytes : models) {
            BpmnModelInstance model = Bpmn.readModelFromStream(new ByteArrayInputStream(bytes));
            String process = model.getModelElementsByType(Process.class)
                    .iterator()
                    .next()
                    .getId();
            for (CatchEvent event : model.getModelElementsByType(CatchEvent.class)) {
                event.getEventDefinitions().stream()
                        .filter(MessageEventDefinition.class::isInstance)
                        .map(definition -> ((MessageEventDefinition) definition)
                                .getMessage()
                                .getName())
                        .forEach(message -> receivers.add(new Receiver(process, event.getId(), message)));
            }
            for (FlowNode node : model.getModelElementsByType(FlowNode.class)) {
                for (String earlier : separateFrom(node)) {
                    pairs.add(new Pair(node.getId(), earlier));
                }
            }
        }
        return new DeployedModels(List.copyOf(pairs), List.copyOf(receivers));
    }

    private static List<String> separateFrom(FlowNode node) {
        if (node.getExtensionElements() == null) {
            return List.of();
        }
        return node.getExtensionElements().getElementsQuery().filterByType(CamundaProperties.class).list().stream()
                .flatMap(properties -> properties.getCamundaProperties().stream())
                .filter(property -> "separateFrom".equals(property.getCamundaName()))
                .flatMap(property -> List.of(property.getCamundaValue().split("\\s*,\\s*")).stream())
                .toList();
    }
}

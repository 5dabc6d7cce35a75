package org.dottedline.conventions;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.BusinessRuleTask;
import org.camunda.bpm.model.bpmn.instance.CatchEvent;
import org.camunda.bpm.model.bpmn.instance.Collaboration;
import org.camunda.bpm.model.bpmn.instance.EndEvent;
import org.camunda.bpm.model.bpmn.instance.Event;
import org.camunda.bpm.model.bpmn.instance.ExclusiveGateway;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.LoopCharacteristics;
import org.camunda.bpm.model.bpmn.instance.Message;
import org.camunda.bpm.model.bpmn.instance.MessageEventDefinition;
import org.camunda.bpm.model.bpmn.instance.MessageFlow;
import org.camunda.bpm.model.bpmn.instance.Participant;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.SendTask;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.ServiceTask;
import org.camunda.bpm.model.bpmn.instance.StartEvent;
import org.camunda.bpm.model.bpmn.instance.Task;
import org.camunda.bpm.model.bpmn.instance.ThrowEvent;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaProperties;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaProperty;

/** What every model keeps to; each rule gives the findings, and none where all is well. */
final class Conventions {

    private static final Pattern ID = Pattern.compile("([A-Z][a-z0-9]+)+");
    private static final Pattern WORDS = Pattern.compile("[A-Z].*[^.]");
    private static final String CAMUNDA = "http://camunda.org/schema/1.0/bpmn";

    /** The process is named after its file, can run, and keeps its history for ten years. */
    static List<String> process(String stem, BpmnModelInstance model) {
        List<String> findings = new ArrayList<>();
        Process process = theProcess(model);
        if (!process.getId().equals(stem)) {
            findings.add(process.getId() + " is in the file " + stem);
        }
        if (!process.isExecutable()) {
            findings.add(stem + " cannot run");
        }
        if (blank(process.getName()) || process.getDocumentations().isEmpty()) {
            findings.add(stem + " has no name or says not what it is for");
        }
        if (!"P3650D".equals(process.getCamundaHistoryTimeToLiveString())) {
            findings.add(stem + " does not keep its history for P3650D");
        }
        return findings;
    }

    /** Ids speak in capitals of words; tasks and events have names in sentence case. */
    static List<String> names(BpmnModelInstance model) {
        List<String> findings = new ArrayList<>();
        for (FlowNode node : model.getModelElementsByType(FlowNode.class)) {
            if (!ID.matcher(node.getId()).matches() || node.getId().matches("(Activity|Event|Gateway|Flow)_.*")) {
                findings.add(node.getId() + " does not speak");
            }
            boolean named = node instanceof Task || node instanceof Event;
            if (named
                    && (blank(node.getName()) || !WORDS.matcher(node.getName()).matches())) {
                findings.add(node.getId() + " has no name in sentence case");
            }
            if (node instanceof EndEvent && "End".equalsIgnoreCase(node.getName())) {
                findings.add(node.getId() + " does not name a result");
            }
        }
        return findings;
    }

    /** A person is told what they decide, has a form, a group and a due date. */
    static List<String> userTasks(BpmnModelInstance model, Set<String> forms) {
        List<String> findings = new ArrayList<>();
        for (UserTask task : model.getModelElementsByType(UserTask.class)) {
            String form = kebab(task.getId());
            if (!form.equals(task.getCamundaFormRef()) || !"deployment".equals(task.getCamundaFormRefBinding())) {
                findings.add(task.getId() + " is not bound to its form " + form);
            }
            if (!forms.contains(form)) {
                findings.add(task.getId() + " has no form");
            }
            if (blank(task.getCamundaCandidateGroups())
                    || task.getCamundaCandidateGroups().contains(",")) {
                findings.add(task.getId() + " has not one group");
            }
            if (!blank(task.getCamundaAssignee()) || !blank(task.getCamundaCandidateUsers())) {
                findings.add(task.getId() + " names a person");
            }
            if (!"${deadlines.dueFor(execution)}".equals(task.getCamundaDueDate())) {
                findings.add(task.getId() + " is not due by the table of deadlines");
            }
            if (task.getDocumentations().stream()
                    .allMatch(text -> text.getTextContent().strip().length() < 60)) {
                findings.add(task.getId() + " does not say what the person decides");
            }
        }
        return findings;
    }

    /** What the system does is a bean that models may use, never a class or a script. */
    static List<String> beans(BpmnModelInstance model, Set<String> beans) {
        List<String> findings = new ArrayList<>();
        implementations(model).forEach(bean -> {
            if (!bean.matches("\\$\\{\\w+}") || !beans.contains(bean.substring(2, bean.length() - 1))) {
                findings.add(bean + " is no bean for models");
            }
        });
        model.getModelElementsByType(FlowNode.class).stream()
                .filter(node -> Stream.of("class", "expression", "topic")
                        .anyMatch(way -> node.getAttributeValueNs(CAMUNDA, way) != null))
                .forEach(node -> findings.add(node.getId() + " is not done by a bean"));
        for (ServiceTask task : model.getModelElementsByType(ServiceTask.class)) {
            if (blank(task.getCamundaDelegateExpression())) {
                findings.add(task.getId() + " does nothing");
            }
        }
        for (BusinessRuleTask task : model.getModelElementsByType(BusinessRuleTask.class)) {
            if (blank(task.getCamundaDelegateExpression())) {
                findings.add(task.getId() + " asks nobody");
            }
        }
        return findings;
    }

    /** Whatever throws a message does so by a bean in a job of its own; whatever catches one begins a new transaction. */
    static List<String> messages(BpmnModelInstance model) {
        List<String> findings = new ArrayList<>();
        senders(model).forEach(node -> {
            String bean = node instanceof SendTask task
                    ? task.getCamundaDelegateExpression()
                    : definition(node).orElseThrow().getCamundaDelegateExpression();
            if (blank(bean)) {
                findings.add(node.getId() + " sends nothing");
            }
            LoopCharacteristics loop = node instanceof SendTask task ? task.getLoopCharacteristics() : null;
            boolean async = loop == null
                    ? node.isCamundaAsyncBefore()
                    : "true".equals(loop.getAttributeValueNs(CAMUNDA, "asyncBefore"));
            if (!async) {
                findings.add(node.getId() + " does not send in a job of its own");
            }
        });
        receivers(model)
                .filter(node -> !"Withdrawn".equals(messageOf(node)))
                .filter(node -> !node.isCamundaAsyncAfter())
                .forEach(node -> findings.add(node.getId() + " goes on in the sender's transaction"));
        receivers(model)
                .filter(node -> "Withdrawn".equals(messageOf(node)))
                .filter(node ->
                        !(node instanceof StartEvent start && start.isInterrupting()) || node.isCamundaAsyncAfter())
                .forEach(node -> findings.add(node.getId() + " does not end the work at once"));
        return findings;
    }

    /** Every dotted line meets the element that sends or receives; every such element has its line; each to a closed pool. */
    static List<String> messageFlows(BpmnModelInstance model) {
        List<String> findings = new ArrayList<>();
        Set<String> drawn = new HashSet<>();
        Set<String> senders = ids(senders(model));
        Set<String> receivers = ids(receivers(model).filter(node -> !"Withdrawn".equals(messageOf(node))));
        for (MessageFlow flow : model.getModelElementsByType(MessageFlow.class)) {
            boolean out = flow.getTarget() instanceof Participant other && other.getProcess() == null;
            boolean in = flow.getSource() instanceof Participant other && other.getProcess() == null;
            String here = out
                    ? flow.getSource().getAttributeValue("id")
                    : flow.getTarget().getAttributeValue("id");
            if (out == in || !(out ? senders : receivers).contains(here)) {
                findings.add(flow.getId() + " meets no element that sends or receives");
            }
            drawn.add(here);
        }
        Stream.concat(senders.stream(), receivers.stream())
                .filter(id -> !drawn.contains(id))
                .forEach(id -> findings.add(id + " has no dotted line"));
        Collection<Participant> pools = model.getModelElementsByType(Participant.class);
        if (model.getModelElementsByType(Collaboration.class).size() != 1
                || pools.stream().filter(pool -> pool.getProcess() != null).count() != 1
                || pools.size() < 2) {
            findings.add("the other side is not drawn as a closed pool");
        }
        return findings;
    }

    /** A gateway with several ways out asks a question, and each way is an answer. */
    static List<String> answers(BpmnModelInstance model) {
        List<String> findings = new ArrayList<>();
        for (ExclusiveGateway gateway : model.getModelElementsByType(ExclusiveGateway.class)) {
            if (gateway.getOutgoing().size() < 2) {
                continue;
            }
            if (blank(gateway.getName()) || !gateway.getName().endsWith("?")) {
                findings.add(gateway.getId() + " asks nothing");
            }
            for (SequenceFlow way : gateway.getOutgoing()) {
                if (blank(way.getName())) {
                    findings.add(way.getId() + " is no answer");
                }
                if (way.getConditionExpression() == null && !way.equals(gateway.getDefault())) {
                    findings.add(way.getId() + " is taken by chance");
                }
            }
        }
        return findings;
    }

    // What a model says

    static Process theProcess(BpmnModelInstance model) {
        return model.getModelElementsByType(Process.class).iterator().next();
    }

    static Set<String> sent(BpmnModelInstance model) {
        return senders(model).map(Conventions::messageOf).collect(Collectors.toSet());
    }

    static Set<String> received(BpmnModelInstance model) {
        return receivers(model).map(Conventions::messageOf).collect(Collectors.toSet());
    }

    static Optional<String> property(FlowNode node, String name) {
        return node.getExtensionElements() == null
                ? Optional.empty()
                : node.getExtensionElements().getElementsQuery().filterByType(CamundaProperties.class).list().stream()
                        .flatMap(properties -> properties.getCamundaProperties().stream())
                        .filter(property -> property.getCamundaName().equals(name))
                        .map(CamundaProperty::getCamundaValue)
                        .findFirst();
    }

    static String kebab(String id) {
        return Arrays.stream(id.split("(?=[A-Z])")).map(String::toLowerCase).collect(Collectors.joining("-"));
    }

    private static Stream<FlowNode> senders(BpmnModelInstance model) {
        return Stream.concat(
                model.getModelElementsByType(SendTask.class).stream(),
                model.getModelElementsByType(ThrowEvent.class).stream()
                        .filter(event -> definition(event).isPresent()));
    }

    private static Stream<FlowNode> receivers(BpmnModelInstance model) {
        return model.getModelElementsByType(CatchEvent.class).stream()
                .filter(event -> definition(event).isPresent())
                .map(FlowNode.class::cast);
    }

    private static Optional<MessageEventDefinition> definition(FlowNode event) {
        return event.getChildElementsByType(MessageEventDefinition.class).stream()
                .findFirst();
    }

    private static String messageOf(FlowNode node) {
        Message message = node instanceof SendTask task
                ? task.getMessage()
                : definition(node).orElseThrow().getMessage();
        return message == null ? "nothing" : message.getName();
    }

    private static Stream<String> implementations(BpmnModelInstance model) {
        return Stream.concat(
                        model.getModelElementsByType(Task.class).stream()
                                .map(task -> task.getAttributeValueNs(CAMUNDA, "delegateExpression")),
                        model.getModelElementsByType(MessageEventDefinition.class).stream()
                                .map(MessageEventDefinition::getCamundaDelegateExpression))
                .filter(Objects::nonNull);
    }

    private static Set<String> ids(Stream<FlowNode> nodes) {
        return nodes.map(FlowNode::getId).collect(Collectors.toSet());
    }

    private static boolean blank(String text) {
        return text == null || text.isBlank();
    }

    private Conventions() {}
}

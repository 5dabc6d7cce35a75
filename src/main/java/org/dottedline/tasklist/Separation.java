package org.dottedline.tasklist;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaProperties;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaProperty;
import org.dottedline.audit.Record;
import org.dottedline.people.People;
import org.dottedline.people.Person;
import org.dottedline.people.StandIn;
import org.dottedline.refusal.Forbidden;
import org.dottedline.refusal.Refusal;
import org.dottedline.refusal.Separated;
import org.dottedline.trail.Ref;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Pairs of tasks that one person never does both of at one reference, read from the models: {@code separateFrom} on the later
 * task names the earlier ones, {@code reservedFor} the one whose doer alone may go on. Who acted, and for whom, is asked of the
 * record.
 */
@Component
class Separation {

    private final RepositoryService repository;
    private final Record record;
    private final People people;
    private volatile Map<String, Element> elements = Map.of();

    /** An element that a pair names: its name in the model, the elements it is kept apart from, and those it is reserved for. */
    private record Element(String name, Set<String> apartFrom, Set<String> reservedFor) {}

    Separation(RepositoryService repository, Record record, People people) {
        this.repository = repository;
        this.record = record;
        this.people = people;
    }

    /**
     * Lets the person pass, or says which earlier task forbids it. Whoever stands in for another counts as both.
     *
     * @param who the person, in the words of the sentence that whoever asks will read
     * @param behalf for whom they stand in, if for anybody
     * @throws Separated if one of the two did a task of a pair with this one
     * @throws Forbidden if this task is reserved for somebody else
     */
    void check(Ref ref, String task, String login, String who, @Nullable StandIn behalf) {
        Element element = element(task);
        conflict(ref, element, login).ifPresent(earlier -> {
            throw new Separated(who + " did “" + element(earlier).name() + "” at " + ref + "; “" + element.name()
                    + "” must be done by somebody else.");
        });
        if (behalf != null) {
            conflict(ref, element, behalf.login()).ifPresent(earlier -> {
                throw new Separated(behalf.name() + " did “" + element(earlier).name() + "” at " + ref + "; “"
                        + element.name() + "” must be done by somebody else, who does not stand in for them either.");
            });
        }
        if (isReservedForOthers(ref, element, login)
                && (behalf == null || isReservedForOthers(ref, element, behalf.login()))) {
            throw new Forbidden("“" + element.name() + "” is for whoever did “"
                    + element(element.reservedFor().iterator().next()).name() + "” at " + ref + ".");
        }
    }

    /** As {@link #check}, told to the person themself. */
    void check(Ref ref, String task, Person person, @Nullable StandIn behalf) {
        check(ref, task, person.login(), "You", behalf);
    }

    /** Whether {@link #check} lets this person pass who stands in for another. */
    boolean allows(OpenTask task, Person person, StandIn behalf) {
        try {
            check(task.ref(), task.task(), person, behalf);
            return true;
        } catch (Refusal refused) {
            return false;
        }
    }

    /** Whether anybody who may take this task is left. */
    boolean somebodyIsLeft(OpenTask task) {
        Element element = element(task.task());
        if (element.apartFrom().isEmpty() && element.reservedFor().isEmpty()) {
            return true;
        }
        return people.personsIn(task.group()).stream()
                .anyMatch(
                        person -> conflict(task.ref(), element, person.login()).isEmpty()
                                && !isReservedForOthers(task.ref(), element, person.login()));
    }

    /** Which elements each task is kept apart from. */
    Map<String, Set<String>> pairs() {
        Map<String, Set<String>> pairs = new TreeMap<>();
        elements().forEach((id, element) -> {
            if (!element.apartFrom().isEmpty()) {
                pairs.put(id, element.apartFrom());
            }
        });
        return pairs;
    }

    private Optional<String> conflict(Ref ref, Element element, String login) {
        if (element.apartFrom().isEmpty()) {
            return Optional.empty();
        }
        return record.duties(ref.text(), element.apartFrom()).stream()
                .filter(duty -> duty.concerns(login))
                .map(Record.Duty::element)
                .findFirst();
    }

    private boolean isReservedForOthers(Ref ref, Element element, String login) {
        return !element.reservedFor().isEmpty()
                && record.duties(ref.text(), element.reservedFor()).stream().noneMatch(duty -> duty.concerns(login));
    }

    private Element element(String id) {
        return elements().getOrDefault(id, new Element(id, Set.of(), Set.of()));
    }

    private Map<String, Element> elements() {
        Map<String, Element> known = elements;
        if (known.isEmpty()) {
            known = readModels();
            elements = known;
        }
        return known;
    }

    private Map<String, Element> readModels() {
        Map<String, Element> read = new HashMap<>();
        for (var definition :
                repository.createProcessDefinitionQuery().latestVersion().list()) {
            BpmnModelInstance model = repository.getBpmnModelInstance(definition.getId());
            for (FlowNode node : model.getModelElementsByType(FlowNode.class)) {
                read.put(
                        node.getId(),
                        new Element(
                                String.valueOf(node.getName()),
                                new HashSet<>(property(node, "separateFrom")),
                                property(node, "reservedFor")));
            }
        }
        read.forEach((id, element) -> element.apartFrom().forEach(other -> {
            if (!other.equals(id) && read.containsKey(other)) {
                read.get(other).apartFrom().add(id);
            }
        }));
        return read;
    }

    private static Set<String> property(FlowNode node, String name) {
        if (node.getExtensionElements() == null) {
            return Set.of();
        }
        return node.getExtensionElements().getElementsQuery().filterByType(CamundaProperties.class).list().stream()
                .flatMap(properties -> properties.getCamundaProperties().stream())
                .filter(property -> name.equals(property.getCamundaName()))
                .map(CamundaProperty::getCamundaValue)
                .flatMap(value -> Arrays.stream(value.split("\\s*,\\s*")))
                .collect(java.util.stream.Collectors.toUnmodifiableSet());
    }
}

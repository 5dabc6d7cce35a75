package org.dottedline;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.camunda.bpm.engine.impl.pvm.process.TransitionImpl;
import org.camunda.bpm.engine.impl.util.xml.Element;
import org.springframework.stereotype.Component;

/** Notes in every test context which sequence flows a trail has taken: the engine's history keeps the elements alone. */
@Component
class WaysTaken extends AbstractBpmnParseListener {

    private final Set<Way> taken = ConcurrentHashMap.newKeySet();

    private record Way(String process, String flow, String ref) {}

    @Override
    public void parseSequenceFlow(Element element, ScopeImpl scope, TransitionImpl transition) {
        String process = ((ProcessDefinitionEntity) scope.getProcessDefinition()).getKey();
        String flow = transition.getId();
        ExecutionListener note = execution -> taken.add(new Way(process, flow, execution.getProcessBusinessKey()));
        transition.addListener(ExecutionListener.EVENTNAME_TAKE, note);
    }

    /** The flows of a process that were taken at or below these goals. */
    Set<String> of(String process, List<String> goals) {
        return taken.stream()
                .filter(way -> way.process().equals(process))
                .filter(way -> goals.contains(way.ref().split("\\.")[0]))
                .map(Way::flow)
                .collect(Collectors.toSet());
    }
}

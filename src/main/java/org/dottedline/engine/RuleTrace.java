package org.dottedline.engine;

import java.util.List;
import org.camunda.bpm.dmn.engine.delegate.DmnDecisionTableEvaluationEvent;
import org.camunda.bpm.dmn.engine.delegate.DmnDecisionTableEvaluationListener;
import org.camunda.bpm.dmn.engine.delegate.DmnEvaluatedDecisionRule;

/** Remembers, for the thread that asks, which rules of the last decision table fired: the engine's result does not say. */
final class RuleTrace implements DmnDecisionTableEvaluationListener {

    private final ThreadLocal<List<String>> fired = ThreadLocal.withInitial(List::of);

    @Override
    public void notify(DmnDecisionTableEvaluationEvent evaluation) {
        fired.set(evaluation.getMatchingRules().stream()
                .map(DmnEvaluatedDecisionRule::getId)
                .toList());
    }

    List<String> take() {
        List<String> rules = fired.get();
        fired.remove();
        return rules;
    }
}

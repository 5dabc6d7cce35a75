package org.dottedline.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.dmn.engine.DmnDecisionResult;
import org.camunda.bpm.engine.DecisionService;
import org.camunda.bpm.engine.RepositoryService;
import org.springframework.stereotype.Service;

/** Asks the deployed decision tables. Rules live there and nowhere else; amounts are whole minor units. */
@Service
public class Rules {

    private final DecisionService decisions;
    private final RepositoryService repository;
    private final RuleTrace trace;

    Rules(DecisionService decisions, RepositoryService repository, RuleTrace trace) {
        this.decisions = decisions;
        this.repository = repository;
        this.trace = trace;
    }

    /**
     * Evaluates the latest version of a table.
     *
     * @throws IllegalStateException if no rule fires: every table has one for what it does not know
     */
    public Ruling ask(String table, Map<String, Object> facts) {
        var definition = repository
                .createDecisionDefinitionQuery()
                .decisionDefinitionKey(table)
                .latestVersion()
                .singleResult();
        DmnDecisionResult result = decisions
                .evaluateDecisionById(definition.getId())
                .variables(new HashMap<>(facts))
                .evaluate();
        List<String> rules = trace.take();
        if (result.isEmpty()) {
            throw new IllegalStateException("No rule of " + table + " knows " + facts);
        }
        List<Map<String, Object>> outputs = new ArrayList<>();
        result.getResultList().forEach(entries -> outputs.add(new HashMap<>(entries)));
        return new Ruling(table, definition.getVersion(), new HashMap<>(facts), rules, outputs);
    }
}

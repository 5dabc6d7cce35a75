package org.dottedline.casefile.process;

import java.util.List;
import java.util.Optional;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.model.dmn.instance.DecisionTable;
import org.camunda.bpm.model.dmn.instance.DmnElement;
import org.camunda.bpm.model.dmn.instance.InputEntry;
import org.camunda.bpm.model.dmn.instance.Output;
import org.camunda.bpm.model.dmn.instance.OutputEntry;
import org.camunda.bpm.model.dmn.instance.Rule;
import org.dottedline.casefile.RuleTable;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Decision tables as they were in the version that was asked. */
@Component
@Transactional(readOnly = true)
public class Tables {

    private final RepositoryService repository;

    Tables(RepositoryService repository) {
        this.repository = repository;
    }

    /** Empty where the engine has no such version any more. */
    public Optional<RuleTable> version(String key, int version) {
        return Optional.ofNullable(repository
                        .createDecisionDefinitionQuery()
                        .decisionDefinitionKey(key)
                        .decisionDefinitionVersion(version)
                        .singleResult())
                .map(definition -> read(
                        definition.getName() == null ? key : definition.getName(),
                        repository
                                .getDmnModelInstance(definition.getId())
                                .<DecisionTable>getModelElementsByType(DecisionTable.class)
                                .iterator()
                                .next()));
    }

    private static RuleTable read(String name, DecisionTable table) {
        return new RuleTable(
                name,
                table.getParentElement() instanceof DmnElement decision ? description(decision) : "",
                table.getInputs().stream()
                        .map(input ->
                                new RuleTable.Asked(text(input.getLabel()), text(input.getCamundaInputVariable())))
                        .toList(),
                table.getOutputs().stream().map(Tables::label).toList(),
                table.getOutputs().stream()
                        .map(Output::getName)
                        .map(Tables::text)
                        .toList(),
                table.getRules().stream().map(Tables::rule).toList());
    }

    private static String label(Output output) {
        return output.getLabel() == null ? text(output.getName()) : output.getLabel();
    }

    private static RuleTable.Rule rule(Rule rule) {
        List<String> conditions = rule.getInputEntries().stream()
                .map(InputEntry::getTextContent)
                .map(String::strip)
                .toList();
        List<String> outputs = rule.getOutputEntries().stream()
                .map(OutputEntry::getTextContent)
                .map(String::strip)
                .toList();
        return new RuleTable.Rule(rule.getId(), description(rule), conditions, outputs);
    }

    private static String description(DmnElement element) {
        return element.getDescription() == null
                ? ""
                : text(element.getDescription().getTextContent());
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text.strip();
    }
}

package org.dottedline.engine;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.springframework.stereotype.Component;

/**
 * Checks at the start that every bean which a model calls still exists, in the latest version of each and in every older one
 * that still runs: a renamed bean would stop those trails one by one, much later.
 */
@Component
class LiveBeans {

    private static final Pattern DELEGATE = Pattern.compile("delegateExpression=\"[$#]\\{\\s*(\\w+)\\s*}\"");
    private static final Pattern CALL = Pattern.compile("[$#]\\{\\s*(\\w+)\\.\\w+\\(");

    private final RepositoryService repository;
    private final RuntimeService runtime;
    private final ModelBeans beans;

    LiveBeans(RepositoryService repository, RuntimeService runtime, ModelBeans beans) {
        this.repository = repository;
        this.runtime = runtime;
        this.beans = beans;
    }

    /** Throws {@link IllegalStateException} naming the model, its version and the bean that is gone. */
    void check() {
        Set<String> latest = new TreeSet<>();
        repository
                .createProcessDefinitionQuery()
                .latestVersion()
                .list()
                .forEach(definition -> latest.add(definition.getId()));
        for (ProcessDefinition definition :
                repository.createProcessDefinitionQuery().list()) {
            boolean live = latest.contains(definition.getId())
                    || runtime.createProcessInstanceQuery()
                                    .processDefinitionId(definition.getId())
                                    .count()
                            > 0;
            if (live) {
                check(definition);
            }
        }
    }

    private String xml(ProcessDefinition definition) {
        try (InputStream model = repository.getProcessModel(definition.getId())) {
            return new String(model.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private void check(ProcessDefinition definition) {
        String xml = xml(definition);
        for (Pattern pattern : new Pattern[] {DELEGATE, CALL}) {
            Matcher match = pattern.matcher(xml);
            while (match.find()) {
                if (!beans.names().contains(match.group(1))) {
                    throw new IllegalStateException(
                            "Version " + definition.getVersion() + " of " + definition.getKey() + " runs and calls "
                                    + match.group(1) + ", which no longer exists. Keep a bean of that name.");
                }
            }
        }
    }
}

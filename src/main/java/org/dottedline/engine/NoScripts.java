package org.dottedline.engine;

import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.camunda.bpm.engine.impl.util.xml.Element;

/** Refuses to deploy a model with a script task: {@code juel} and {@code feel} ones would run even without a script engine. */
final class NoScripts extends AbstractBpmnParseListener {

    @Override
    public void parseScriptTask(Element task, ScopeImpl scope, ActivityImpl activity) {
        throw new ProcessEngineException("Scripts are switched off: " + activity.getId());
    }
}

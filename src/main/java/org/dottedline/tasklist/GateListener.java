package org.dottedline.tasklist;

import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.bpm.engine.impl.bpmn.behavior.UserTaskActivityBehavior;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.camunda.bpm.engine.impl.task.TaskDefinition;
import org.camunda.bpm.engine.impl.util.xml.Element;
import org.dottedline.refusal.Forbidden;
import org.springframework.stereotype.Component;

/** The second line of the gate: built into every user task when its model is parsed, it refuses whoever went around the gate. */
@Component
class GateListener extends AbstractBpmnParseListener implements TaskListener {

    @Override
    public void parseUserTask(Element element, ScopeImpl scope, ActivityImpl activity) {
        TaskDefinition task = ((UserTaskActivityBehavior) activity.getActivityBehavior()).getTaskDefinition();
        task.addBuiltInTaskListener(TaskListener.EVENTNAME_ASSIGNMENT, this);
        task.addBuiltInTaskListener(TaskListener.EVENTNAME_COMPLETE, this);
        task.addBuiltInTaskListener(TaskListener.EVENTNAME_UPDATE, this);
    }

    @Override
    public void notify(DelegateTask task) {
        if (TaskListener.EVENTNAME_UPDATE.equals(task.getEventName()) && !isDelegated(task)) {
            return;
        }
        if (!GateOpening.isOpenFor(task.getId(), task.getAssignee())) {
            throw new Forbidden(task.getTaskDefinitionKey() + " is not done this way.");
        }
    }

    /** Nobody delegates here: resolving a task that nobody delegated would set variables without assigning or completing it. */
    private static boolean isDelegated(DelegateTask task) {
        return ((TaskEntity) task).getDelegationState() != null;
    }
}

const { is } = require('bpmnlint-utils');

const DUE = '${deadlines.dueFor(execution)}';

const TIMERS = {
  remind: '${deadlines.reminderFor(execution)}',
  escalate: '${deadlines.escalationFor(execution)}'
};

/** Every task is due some day, and the table task-deadlines alone says when; before that it reminds, and then it escalates. */
module.exports = () => ({
  check(node, reporter) {
    if (is(node, 'bpmn:UserTask')) {
      const listeners = ((node.extensionElements && node.extensionElements.values) || [])
        .filter(element => is(element, 'camunda:TaskListener') && element.event === 'timeout');
      for (const [id, when] of Object.entries(TIMERS)) {
        const found = listeners.find(listener => listener.id === id);
        const [timer] = (found && found.eventDefinitions) || [];
        if (!timer || !timer.timeDate || timer.timeDate.body !== when) {
          reporter.report(node.id, `A listener ${id} for the timeout at ${when} is missing`);
        }
      }
    }
    if (is(node, 'bpmn:UserTask') && node.get('camunda:dueDate') !== DUE) {
      reporter.report(node.id, `The due date is ${DUE}, so that the table of deadlines gives it`);
    }
  }
});

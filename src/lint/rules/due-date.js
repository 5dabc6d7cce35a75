const { is } = require('bpmnlint-utils');

const DUE = '${deadlines.dueFor(execution)}';

/** Every task is due some day, and the table task-deadlines alone says when. */
module.exports = () => ({
  check(node, reporter) {
    if (is(node, 'bpmn:UserTask') && node.get('camunda:dueDate') !== DUE) {
      reporter.report(node.id, `The due date is ${DUE}, so that the table of deadlines gives it`);
    }
  }
});

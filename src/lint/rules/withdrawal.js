const { is } = require('bpmnlint-utils');

/**
 * Whatever has a reference of its own can be withdrawn from wherever it stands. Processes that are called without a reference
 * of their own end with their caller, and a word owed to members survives: those are named in "without".
 */
module.exports = ({ without = [] } = {}) => ({
  check(node, reporter) {
    if (!is(node, 'bpmn:Process') || without.includes(node.id)) {
      return;
    }
    const withdrawal = (node.flowElements || []).find(part => part.id === 'Withdrawal' && part.triggeredByEvent);
    const start = withdrawal && (withdrawal.flowElements || []).find(part => part.id === 'Withdrawn');
    if (!start || !is(start, 'bpmn:StartEvent')) {
      reporter.report(node.id, 'An event sub-process Withdrawal with the start Withdrawn is missing');
      return;
    }
    const [trigger] = start.eventDefinitions || [];
    if (!trigger || !trigger.messageRef || trigger.messageRef.name !== 'Withdrawn' || start.isInterrupting === false) {
      reporter.report(start.id, 'Withdrawn is a message that interrupts');
    }
  }
});

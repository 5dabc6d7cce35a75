const { is, isAny } = require('bpmnlint-utils');

/** The help text of a task says what the person decides and what they see; that of a process says what it is for. */
module.exports = () => ({
  check(node, reporter) {
    if (!isAny(node, ['bpmn:UserTask', 'bpmn:Process'])) {
      return;
    }
    const text = (node.documentation || []).map(part => part.text || '').join(' ').trim();
    if (!text.endsWith('.')) {
      reporter.report(node.id, 'Documentation is missing or not a sentence');
    } else if (is(node, 'bpmn:UserTask') && !/\b[Yy]ou\b/.test(text)) {
      reporter.report(node.id, 'Documentation speaks to the person who does the task');
    }
  }
});

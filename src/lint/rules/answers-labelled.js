const { is } = require('bpmnlint-utils');

/** A question has answers: every way out of an exclusive gateway says which, and either has a condition or is the default. */
module.exports = () => ({
  check(node, reporter) {
    if (!is(node, 'bpmn:ExclusiveGateway') || (node.outgoing || []).length < 2) {
      return;
    }
    if (!/\?$/.test(node.name || '')) {
      reporter.report(node.id, 'An exclusive gateway asks a question');
    }
    for (const way of node.outgoing) {
      if (!way.name) {
        reporter.report(way.id, 'A way out of an exclusive gateway says which answer it is');
      }
      if (!way.conditionExpression && node.default !== way) {
        reporter.report(way.id, 'A way out of an exclusive gateway has a condition or is the default');
      }
    }
  }
});

const { is } = require('bpmnlint-utils');

const COMPANY = ['board', 'finance', 'sourcing', 'delivery', 'pmo'];
const OF_LOB = ['lob-executive', 'strategist'];
const OF_COMMUNITY = ['community-manager'];

const GROUPS = [
  ...COMPANY,
  ...OF_LOB.map(role => role + '.${lob}'),
  ...OF_COMMUNITY.map(role => role + '.${community}'),
  '${maker}' // whoever made it: delivery or sourcing
];

/** Who may do a task is one group that exists; the engine names no person. */
module.exports = () => ({
  check(node, reporter) {
    if (!is(node, 'bpmn:UserTask')) {
      return;
    }
    const group = node.get('camunda:candidateGroups');
    if (!GROUPS.includes(group)) {
      reporter.report(node.id, `The candidate group is one of ${GROUPS.join(', ')}, not ${group || 'left out'}`);
    }
    for (const person of ['assignee', 'candidateUsers']) {
      if (node.get('camunda:' + person)) {
        reporter.report(node.id, `A task belongs to a group: no ${person}`);
      }
    }
  }
});

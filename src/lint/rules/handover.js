const { is, isAny } = require('bpmnlint-utils');

/** The message of an event or send task, and where its implementation and its loop stand. */
function messageOf(node) {
  if (is(node, 'bpmn:SendTask')) {
    return { message: node.messageRef, implementation: node };
  }
  const definition = (node.eventDefinitions || []).find(part => is(part, 'bpmn:MessageEventDefinition'));
  return definition && { message: definition.messageRef, implementation: definition };
}

const sends = node => isAny(node, ['bpmn:SendTask', 'bpmn:IntermediateThrowEvent', 'bpmn:EndEvent']);

/**
 * A message that crosses is sent by a bean in a job of its own and received before a new transaction; the engine would
 * deploy a throw event that does nothing, and skip it silently. Every such element has its dotted line, and no other has.
 */
module.exports = () => ({
  check(node, reporter) {
    if (is(node, 'bpmn:Collaboration')) {
      checkFlows(node, reporter);
    }
    const found = is(node, 'bpmn:FlowNode') && messageOf(node);
    if (!found) {
      return;
    }
    if (!found.message || !found.message.name) {
      reporter.report(node.id, 'A message element names its message');
    } else if (found.message.name === 'Withdrawn') {
      return;
    }
    const inJob = node.loopCharacteristics || node;
    if (sends(node)) {
      if (!/^\$\{\w+\}$/.test(found.implementation.get('camunda:delegateExpression') || '')) {
        reporter.report(node.id, 'A message is sent by a bean: delegateExpression is missing');
      }
      if (!inJob.get('camunda:asyncBefore')) {
        reporter.report(node.id, 'A message is sent in a job of its own: asyncBefore is missing');
      }
    } else if (!node.get('camunda:asyncAfter')) {
      reporter.report(node.id, 'After a message a new transaction begins: asyncAfter is missing');
    }
  }
});

function checkFlows(collaboration, reporter) {
  const participants = collaboration.participants || [];
  const own = participants.filter(participant => participant.processRef);
  if (own.length !== 1 || participants.length < 2) {
    reporter.report(collaboration.id, 'One pool holds the process, the other side is a collapsed pool');
    return;
  }
  const flows = collaboration.messageFlows || [];
  for (const flow of flows) {
    const [here, sent] = is(flow.sourceRef, 'bpmn:Participant') ? [flow.targetRef, false] : [flow.sourceRef, true];
    if (!is(here, 'bpmn:FlowNode') || !messageOf(here)) {
      reporter.report(flow.id, 'A message flow meets the element that sends or receives the message');
    } else if (sends(here) !== sent) {
      reporter.report(flow.id, 'A message flow runs from who sends to who receives');
    }
  }
  for (const node of own[0].processRef.flowElements || []) {
    if (is(node, 'bpmn:FlowNode') && messageOf(node) && !flows.some(flow => flow.sourceRef === node || flow.targetRef === node)) {
      reporter.report(node.id, 'What crosses to the other side is drawn: a message flow is missing');
    }
  }
}

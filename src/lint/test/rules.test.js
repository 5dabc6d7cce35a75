// Each rule of ours finds what it is there to find, and nothing in a sound model.
const test = require('node:test');
const assert = require('node:assert/strict');
const { readFileSync, readdirSync } = require('node:fs');
const { join } = require('node:path');
const Linter = require('bpmnlint/lib/linter');
const NodeResolver = require('bpmnlint/lib/resolver/node-resolver');

const SOUND = readFileSync(join(__dirname, 'fixtures/sound.bpmn'), 'utf8');
const CONFIG = JSON.parse(readFileSync(join(__dirname, '../.bpmnlintrc'), 'utf8'));
CONFIG.rules['dotted-line/form-exists'] = ['error', { forms: '../test/fixtures/forms' }];
CONFIG.rules['dotted-line/bean-exists'] = ['error', { sources: '../test/fixtures/java' }];

/** rule → what is wrong → how it is broken: from, to */
const BREAKS = {
  'answers-labelled': {
    'an answer without words': [' name="Yes"', ''],
    'the default without words': ['id="RequestIsDeclined" name="No"', 'id="RequestIsDeclined"'],
    'neither condition nor default': [' default="RequestIsDeclined"', ''],
    'no question': ['Is the request approved?', 'Approved']
  },
  'bean-exists': {
    'a delegate that nobody wrote': ['${tellDecision}', '${tellNobody}'],
    'a bean not opened to the models': ['requests.open', 'hidden.open'],
    'a condition on an unknown variable': ["decision == 'approve'", "mood == 'approve'"],
    'another kind of expression': ["${decision == 'approve'", "#{decision == 'approve'"]
  },
  'candidate-group': {
    'no group': [' camunda:candidateGroups="lob-executive.${lob}"', ''],
    'a role without its unit': ['lob-executive.${lob}', 'lob-executive'],
    'a unit of the wrong kind': ['lob-executive.${lob}', 'lob-executive.${community}'],
    'a person': [' camunda:candidateGroups', ' camunda:assignee="exec-billing" camunda:candidateGroups']
  },
  'documentation': {
    'a task without help': ['<bpmn:documentation>You decide on the request.</bpmn:documentation>', ''],
    'help that speaks to nobody': ['You decide on', 'A decision about'],
    'a model that does not say what it is for': [/<bpmn:documentation>Small[^<]*<\/bpmn:documentation>/, '']
  },
  'due-date': {
    'no due date': [' camunda:dueDate="${deadlines.dueFor(execution)}"', ''],
    'a period in the model': ['${deadlines.dueFor(execution)}', 'P3D'],
    'nobody is reminded': [' id="remind"', ' id="nudge"'],
    'nothing escalates': ['${deadlines.escalationFor(execution)}', 'P3D']
  },
  'form-exists': {
    'no form': ['camunda:formRef="approve-request"', ''],
    'a form of another name': ['camunda:formRef="approve-request"', 'camunda:formRef="approve"'],
    'a form that is not there': [/ApproveRequest|approve-request/g, found => found === 'ApproveRequest' ? 'RefuseRequest' : 'refuse-request'],
    'the latest form for old tasks': ['formRefBinding="deployment"', 'formRefBinding="latest"']
  },
  'handover': {
    'a message that nobody sends': [' camunda:delegateExpression="${tellDecision}"', ''],
    'sent in the sender\'s own transaction': [' camunda:asyncBefore="true"', ''],
    'received in the sender\'s transaction': [' camunda:asyncAfter="true"', ''],
    'a dotted line that ends elsewhere': ['name="Decision" sourceRef="RequestApproved"', 'name="Decision" sourceRef="ApproveRequest"'],
    'a dotted line drawn backwards': ['sourceRef="RequestApproved" targetRef="OtherSide"', 'sourceRef="OtherSide" targetRef="RequestApproved"'],
    'no dotted line': [/<bpmn:messageFlow id="DecisionCrosses"[^>]*>|<bpmndi:BPMNEdge id="DecisionCrossesEdge"[\s\S]*?<\/bpmndi:BPMNEdge>/g, ''],
    'no other side': [/<bpmn:participant id="OtherSide"[^>]*>|<bpmn:messageFlow [^>]*>|<bpmndi:BPMNShape id="OtherSideShape"[\s\S]*?<\/bpmndi:BPMNShape>|<bpmndi:BPMNEdge id="(?:Decision|Request)CrossesEdge"[\s\S]*?<\/bpmndi:BPMNEdge>/g, '']
  },
  'withdrawal': {
    'none': [/id="Withdrawal"|bpmnElement="Withdrawal"/g, found => found.replace('Withdrawal', 'Departure')],
    'one that does not interrupt': ['id="Withdrawn" name', 'id="Withdrawn" isInterrupting="false" name'],
    'another message': ['<bpmn:message id="WithdrawnMessage" name="Withdrawn" />', '<bpmn:message id="WithdrawnMessage" name="Left" />']
  }
};

async function lint(xml, config = CONFIG) {
  const { BpmnModdle } = await import('bpmn-moddle');
  const moddle = new BpmnModdle({ camunda: require('camunda-bpmn-moddle/resources/camunda.json') });
  const { rootElement, warnings } = await moddle.fromXML(xml);
  assert.deepEqual(warnings, []);
  return new Linter({ config, resolver: new NodeResolver() }).lint(rootElement);
}

test('a sound model has no findings', async () => {
  assert.deepEqual(await lint(SOUND), {});
});

test('every rule of ours is configured and broken here', () => {
  const rules = readdirSync(join(__dirname, '../rules')).map(file => file.replace('.js', '')).sort();
  assert.deepEqual(Object.keys(BREAKS).sort(), rules);
  assert.deepEqual(Object.keys(CONFIG.rules).filter(rule => rule.startsWith('dotted-line/')).sort(), rules.map(rule => 'dotted-line/' + rule));
});

for (const [rule, breaks] of Object.entries(BREAKS)) {
  for (const [wrong, [from, to]] of Object.entries(breaks)) {
    test(`${rule} finds: ${wrong}`, async () => {
      const broken = SOUND.replace(from, to);
      assert.notEqual(broken, SOUND, 'the fixture changed: this break no longer breaks anything');
      const findings = await lint(broken);
      assert.ok(findings['dotted-line/' + rule], `found only ${JSON.stringify(findings)}`);
    });
  }
}

test('a called process may be left without a withdrawal by name', async () => {
  const findings = await lint(SOUND.replaceAll('"Withdrawal"', '"Departure"'), {
    ...CONFIG,
    rules: { ...CONFIG.rules, 'dotted-line/withdrawal': ['error', { without: ['sound'] }] }
  });
  assert.deepEqual(findings, {});
});

// What every decision table keeps, and that there are models to lint at all. Exit status 1 on any finding.
const { readFileSync } = require('node:fs');
const { basename } = require('node:path');
const { filesUnder } = require('./files');

const LIFETIME = 'P3650D';

/** The findings in one decision table, as sentences. */
async function lintTable(stem, xml) {
  const { DmnModdle } = await import('dmn-moddle');
  const { rootElement: definitions, warnings } = await new DmnModdle().fromXML(xml);
  const findings = warnings.map(warning => warning.message);
  const decisions = (definitions.drgElement || []).filter(part => part.$type === 'dmn:Decision');
  if (decisions.length !== 1 || decisions[0].id !== stem) {
    findings.push(`one decision called ${stem} is missing`);
  }
  for (const decision of decisions) {
    const table = decision.decisionLogic || {};
    if (!decision.name) {
      findings.push('the decision has no name');
    }
    if (decision.$attrs['camunda:historyTimeToLive'] !== LIFETIME) {
      findings.push(`the history time to live is not ${LIFETIME}`);
    }
    if ((table.hitPolicy || 'UNIQUE') !== 'UNIQUE' && !(definitions.artifact || []).some(part => part.text)) {
      findings.push('a hit policy other than unique needs a note that says why');
    }
    for (const column of [...(table.input || []), ...(table.output || [])]) {
      if (!column.label) {
        findings.push(`${column.id} has no label`);
      }
    }
    const reason = (table.output || []).findIndex(output => output.name === 'reason');
    for (const rule of table.rule || []) {
      if (/^(DecisionRule_|Rule_|_)/.test(rule.id || '_')) {
        findings.push(`${rule.id || 'a rule'} has no id that speaks`);
      }
      if (!/"[^"]*\."$/.test((rule.outputEntry[reason] || {}).text || '')) {
        findings.push(`${rule.id} gives no reason in words`);
      }
    }
  }
  return findings;
}

async function main(folder) {
  const tables = filesUnder(folder, '.dmn');
  let count = 0;
  if (!tables.length || !filesUnder(folder, '.bpmn').length) {
    console.error(`No models below ${folder}`);
    count++;
  }
  for (const file of tables) {
    for (const finding of await lintTable(basename(file, '.dmn'), readFileSync(file, 'utf8'))) {
      console.error(`${file}: ${finding}`);
      count++;
    }
  }
  process.exitCode = count ? 1 : 0;
}

if (require.main === module) {
  main(process.argv[2]);
}

module.exports = { lintTable };

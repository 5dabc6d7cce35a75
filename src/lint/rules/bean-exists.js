const { is } = require('bpmnlint-utils');
const { readFileSync } = require('node:fs');
const { resolve } = require('node:path');
const { filesUnder } = require('../files');

/** What gateways, groups and loops read; everything else an expression starts with is a bean. */
const VARIABLES = [
  'lob', 'community', 'objective', 'initiative', 'decision', 'ready', 'result', 'route', 'last', 'reasonNeeded', 'verdict',
  'furtherRound', 'planSound', 'funded', 'rescoped', 'chosen', 'maker', 'stands', 'overrun'
];
const ENGINE = ['execution'];
const LITERALS = ['true', 'false', 'null', 'and', 'or', 'not', 'empty', 'eq', 'ne'];

const DECLARATION = /((?:@[\w.]+(?:\((?:"[^"]*"|[^)"])*\))?\s+)+)(?:(?:public|protected|private|static|final|abstract|sealed)\s+)*(?:(?:class|record|interface)\s+(\w+)|[\w.<>,?[\] ]+?\s+(\w+)\s*\()/g;

/** The names under which beans marked for the models are known, read from the sources. */
function beansIn(folder) {
  const beans = new Set();
  for (const file of filesUnder(folder, '.java')) {
    for (const [, annotations, type, method] of readFileSync(file, 'utf8').matchAll(DECLARATION)) {
      if (/@ModelBean\b/.test(annotations)) {
        const given = /@(?:Component|Service|Bean)\("(\w+)"\)/.exec(annotations);
        beans.add(given ? given[1] : method || type[0].toLowerCase() + type.slice(1));
      }
    }
  }
  return beans;
}

/** The names with which expressions start: not what follows a dot, and nothing inside quotes. */
function namesIn(text) {
  return [...text.matchAll(/[$#]\{([^}]*)\}/g)].flatMap(([, expression]) =>
    [...expression.replace(/'[^']*'|"[^"]*"/g, '').matchAll(/(?<![\w.])[A-Za-z_]\w*/g)].map(([name]) => name));
}

/** All texts of an element that may hold an expression, those of its parts included, but not those of the elements it holds. */
function textsOf(element, texts = []) {
  for (const property of element.$descriptor.properties) {
    const value = element.get(property.name);
    if (property.isReference || value === undefined) {
      continue;
    }
    for (const part of Array.isArray(value) ? value : [value]) {
      if (typeof part === 'string') {
        texts.push(part);
      } else if (part && part.$descriptor && !is(part, 'bpmn:FlowElement') && !is(part, 'bpmn:Documentation')) {
        textsOf(part, texts);
      }
    }
  }
  return texts;
}

/** Every name in an expression is a variable of the models or a bean that the sources open to them. */
module.exports = ({ sources = '../../../src/main/java' } = {}) => {
  const known = new Set([...VARIABLES, ...ENGINE, ...LITERALS, ...beansIn(resolve(__dirname, sources))]);
  return {
    check(node, reporter) {
      if (!is(node, 'bpmn:FlowElement')) {
        return;
      }
      for (const text of textsOf(node)) {
        if (text.includes('#{')) {
          reporter.report(node.id, 'Expressions are written ${...}');
        }
        for (const name of namesIn(text).filter(name => !known.has(name))) {
          reporter.report(node.id, `No bean of the models is called ${name}`);
        }
      }
    }
  };
};

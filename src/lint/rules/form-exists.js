const { is } = require('bpmnlint-utils');
const { basename, resolve } = require('node:path');
const { readFileSync } = require('node:fs');
const { filesUnder } = require('../files');

const kebab = id => id.replace(/(?<!^)[A-Z]/g, '-$&').toLowerCase();

/** Every task has the form of its own name, deployed with it. */
module.exports = ({ forms = '../../../forms' } = {}) => ({
  check(node, reporter) {
    if (!is(node, 'bpmn:UserTask')) {
      return;
    }
    const ref = node.get('camunda:formRef');
    if (ref !== kebab(node.id)) {
      reporter.report(node.id, `The form is ${kebab(node.id)}, not ${ref || 'left out'}`);
      return;
    }
    if (node.get('camunda:formRefBinding') !== 'deployment') {
      reporter.report(node.id, 'The form is bound to the deployment, so that an old task keeps its old form');
    }
    const found = filesUnder(resolve(__dirname, forms), '.form').filter(file => basename(file, '.form') === ref);
    if (found.length !== 1) {
      reporter.report(node.id, `${found.length} files are called ${ref}.form`);
    } else if (JSON.parse(readFileSync(found[0], 'utf8')).id !== ref) {
      reporter.report(node.id, `The id in ${ref}.form is not ${ref}`);
    }
  }
});

// What every decision table keeps is found when it is broken.
const test = require('node:test');
const assert = require('node:assert/strict');
const { readFileSync } = require('node:fs');
const { join } = require('node:path');
const { spawnSync } = require('node:child_process');
const { lintTable } = require('../tables');

const SOUND = readFileSync(join(__dirname, 'fixtures/sound.dmn'), 'utf8');

const BREAKS = {
  'an id other than the file\'s': ['decision id="sound"', 'decision id="other"'],
  'no name': [' name="Sound" camunda', ' camunda'],
  'a short memory': ['P3650D', 'P30D'],
  'several hits without a note': ['UNIQUE', 'COLLECT'],
  'a column without words': [' label="Given?"', ''],
  'a rule without an id that speaks': ['rule id="Given"', 'rule id="DecisionRule_1a2b3c"'],
  'a rule without a reason': ['"It is given."', '""']
};

test('a sound table has no findings', async () => {
  assert.deepEqual(await lintTable('sound', SOUND), []);
});

for (const [wrong, [from, to]] of Object.entries(BREAKS)) {
  test(`found in a table: ${wrong}`, async () => {
    const broken = SOUND.replace(from, to);
    assert.notEqual(broken, SOUND);
    assert.equal((await lintTable('sound', broken)).length, 1);
  });
}

test('a folder without models is a finding', () => {
  assert.equal(spawnSync(process.execPath, ['tables.js', 'rules'], { cwd: join(__dirname, '..') }).status, 1);
});

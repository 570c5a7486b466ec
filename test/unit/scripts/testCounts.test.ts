import assert from 'node:assert/strict';
import { test } from 'node:test';
import { script } from './script';

const counts = (passed: number, failed: number, skipped = 0) => ({ passed, failed, skipped });
const nodeRunner = (mark: string) =>
  ['tests 9', 'suites 0', 'pass 4', 'fail 1', 'cancelled 2', 'skipped 1', 'todo 1', 'duration_ms 5.1']
    .map((line) => `${mark} ${line}`)
    .join('\n');

test('node’s test runner is read in both of its reporters, with colours', async () => {
  const { readCounts } = await script('testCounts.mjs');
  assert.deepEqual(readCounts(nodeRunner('#')), counts(4, 3, 2));
  assert.deepEqual(readCounts(nodeRunner('ℹ')), counts(4, 3, 2));
  assert.deepEqual(
    readCounts(
      '\u001b[34mℹ pass 7\u001b[39m\n\u001b[34mℹ fail 0\u001b[39m\nℹ cancelled 0\nℹ skipped 0\nℹ todo 0\n',
    ),
    counts(7, 0),
  );
});

test('the last summary line counts, and a line that only looks like one does not', async () => {
  const { readCounts } = await script('testCounts.mjs');
  assert.deepEqual(
    readCounts('3 passed, 1 failed\nretrying\n4 passed, 0 failed, 2 skipped\n'),
    counts(4, 0, 2),
  );
  assert.equal(readCounts('expected "3 passed, 1 failed" in the log'), undefined);
  assert.equal(readCounts(''), undefined);
});

test('a stage that fails counts a failure, whatever it printed', async () => {
  const { stageCounts } = await script('testCounts.mjs');
  assert.deepEqual(stageCounts(0, 'no count here'), counts(1, 0));
  assert.deepEqual(stageCounts(1, 'no count here'), counts(0, 1));
  assert.deepEqual(stageCounts(1, '8 passed, 0 failed'), counts(8, 1));
  assert.deepEqual(stageCounts(1, '8 passed, 3 failed'), counts(8, 3));
});

test('what failed is listed with what its reason says before the stack, each once', async () => {
  const { failures } = await script('testCounts.mjs');
  const output = [
    '✔ reads (1.5 ms)',
    '✖ writes (2.5 ms)',
    'ℹ fail 1',
    '',
    '✖ failing tests:',
    '',
    'test at a.ts:1:1',
    '\u001b[31m✖ writes (2.5 ms)\u001b[39m',
    '  Error: no room',
    '  Counterexample: ["é"]',
    '      at buildError (check.js:1:1)',
    '✖ a list opens (120003 ms)',
    '  Error: not done after 120 s',
  ];
  assert.deepEqual(failures(output.join('\n')), [
    'writes: Error: no room\n    Counterexample: ["é"]',
    'a list opens: Error: not done after 120 s',
  ]);
  assert.deepEqual(failures('✔ all good (1 ms)\n'), []);
});

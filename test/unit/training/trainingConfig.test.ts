import assert from 'node:assert/strict';
import { test } from 'node:test';
import scratch from '../../../configs/scratch.json';
import { trainingConfig } from '../../../server/src/training/trainingConfig';

/** Path and message of the first thing that is wrong with a config. */
function complaint(changes: object): string {
  const checked = trainingConfig.safeParse({ ...scratch, ...changes });
  const [issue] = checked.error?.issues ?? [];
  return issue ? `${issue.path.join('.')}: ${issue.message}` : '';
}

test('a setting that is not known is refused, however deep it stands', () => {
  assert.equal(complaint({}), '');
  const { network } = scratch.scratch;
  const input = { ...network.input, longform: 12 };
  for (const [changes, message] of [
    [{ epoch: 'last', epoches: 3 }, /^: .*"epoches"/],
    [{ relation: { epoch: 3 } }, /^relation: .*"epoch"/],
    [{ dropout: { ...scratch.dropout, dictionry: 0.1 } }, /^dropout: .*"dictionry"/],
    [
      { scratch: { ...scratch.scratch, network: { ...network, input } } },
      /^scratch\.network\.input: .*"longform"/,
    ],
    [
      { joint: { epochs: 1, rate: 1, corpora: [{ name: 'a', files: ['a'], document: 3 }] } },
      /^joint\.corpora\.0: .*"document"/,
    ],
  ] as const)
    assert.match(complaint(changes), message);
});

test('each guideline has a name of its own', () => {
  const joint = (...names: string[]) => ({
    joint: { epochs: 1, rate: 0.1, corpora: names.map((name) => ({ name, files: ['a.txt'] })) },
  });
  assert.equal(complaint(joint('a', 'b')), '');
  assert.match(complaint(joint('a', 'b', 'a')), /^joint\.corpora\.2\.name: there is another guideline "a"/);
  assert.match(complaint({ ...joint('mine'), guideline: 'mine' }), /^joint\.corpora\.0\.name: .*"mine"/);
});

test('a running mean that never forgets is refused', () => {
  const optimizer = { ...scratch.optimizer, betas: [0.9, 1] };
  assert.match(complaint({ optimizer }), /^optimizer\.betas\.1: /);
});

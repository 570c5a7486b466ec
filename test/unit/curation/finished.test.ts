import assert from 'node:assert/strict';
import { test } from 'node:test';
import { finishedBy, withFinished } from '../../../server/src/curation/finished';
import { mergeSidecars } from '../../../server/src/curation/merge';
import { emptySidecar, readSidecar, writeSidecar } from '../../../server/src/curation/sidecar';

const ada = { by: 'Ada', when: '2026-01-02T03:04:05Z' };
const text = 'Naproxen caused ulcers.\n';
const done = withFinished(emptySidecar, text, ada);

test('a document is finished for the text that was read, whatever its line ends', () => {
  const { sidecar } = readSidecar(writeSidecar(done));
  assert.equal(finishedBy(sidecar!, text)?.by, 'Ada');
  assert.equal(finishedBy(sidecar!, text.replace('\n', '\r\n'))?.by, 'Ada');
  assert.equal(finishedBy(sidecar!, `${text}Aspirin did not.`), undefined);
  assert.equal(finishedBy(emptySidecar, text), undefined);
  assert.deepEqual(withFinished(done, text, undefined), emptySidecar);
});

test('what one side says or takes back of it is so in a merged sidecar', () => {
  assert.deepEqual(mergeSidecars(emptySidecar, done, emptySidecar).others, done.others);
  assert.deepEqual(mergeSidecars(emptySidecar, emptySidecar, done).others, done.others);
  assert.deepEqual(mergeSidecars(done, emptySidecar, done).others, {});
  assert.deepEqual(mergeSidecars(done, done, emptySidecar).others, {});
});

import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { changeOnDisk, decisionsOnDisk } from '../../../server/src/lsp/curation/closedDocument';
import { files } from '../cli/shell';
import { mention } from '../curation/decided';

const text = 'Naproxen caused severe ulcers.';

test('a document that is not open is decided on only as it was when its places were looked up', async (t) => {
  const path = files(t, { 'paper.txt': text })('paper.txt');
  const uri = pathToFileURL(path).href;
  const after = mention(text, { is: { words: 'ulcers', type: 'Disease' } });
  await changeOnDisk(uri, [{ after }], { text });
  const other = { ...after, is: { ...after.is!, type: 'Symptom' } };
  await changeOnDisk(uri, [{ before: after, after: other }]);
  await assert.rejects(
    changeOnDisk(uri, [{ before: after }]),
    /Something else has been decided on .*paper\.txt meanwhile/,
  );
  writeFileSync(path, `Later, ${text}`);
  await assert.rejects(
    changeOnDisk(uri, [{ before: other }], { text }),
    /paper\.txt has been changed meanwhile/,
  );
  assert.deepEqual(await decisionsOnDisk(uri), [other]);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { textsBelow } from '../../../server/src/formats/textsBelow';
import { files } from '../cli/shell';

test('corpora, and word lists and saved texts of models and runs, are no texts', async (t) => {
  const path = files(t, {
    'paper.txt': 'a',
    'notes/ward.md': 'b',
    'notes/table.csv': 'c',
    'dev.PubTator.txt': '1|t|Ulcers\n',
    'run/training.json': '{}',
    'run/corrections/texts.txt': 'd',
    'model/entities.onnx': '',
    'model/words.txt': 'e',
  });
  assert.deepEqual(await textsBelow(path('.')), ['notes/ward.md', 'paper.txt']);
  assert.deepEqual(await textsBelow(path('model')), []);
});

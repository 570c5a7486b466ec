import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { readModelFolder } from '../../../server/src/pipeline/modelFolder';
import { readGraphs } from '../../../server/src/pipeline/openModel';
import { packageRoot } from '../../../server/src/platform/packageRoot';
import type { ModelConfig } from '../../../server/src/tasks/modelConfig';
import { openEmbeddedIndex } from '../../../server/src/terminology/embeddedIndex';

const embedded = join(packageRoot(), 'models', 'default');
const place = mkdtempSync(join(tmpdir(), 'biogloss-damaged-'));
after(() => rmSync(place, { recursive: true }));

/** Opens the embedded model with one file in another form. */
async function opened(file: string, changed: (content: string) => string) {
  const folder = mkdtempSync(join(place, 'model-'));
  for (const name of readdirSync(embedded)) symlinkSync(join(embedded, name), join(folder, name));
  const path = join(folder, file);
  const content = changed(readFileSync(path, 'utf8'));
  rmSync(path);
  writeFileSync(path, content);
  const model = await readModelFolder(folder, openEmbeddedIndex());
  await readGraphs(model);
  return model;
}

const config =
  (change: (config: ModelConfig) => void) =>
  (content: string): string => {
    const changed = JSON.parse(content);
    change(changed);
    return JSON.stringify(changed);
  };

const refused = (what: string, file: string, changed: (content: string) => string, message: RegExp) =>
  test(`a model is refused ${what}`, () => assert.rejects(opened(file, changed), message));

test('a model whose files are as they were is opened', async () => {
  const { config } = await opened('config.json', (content) => content);
  assert.equal(config.name, 'default');
});

test('a model whose lists came with the line ends of Windows is the same', async () => {
  const { input } = await opened('words.txt', (content) => content.replaceAll('\n', '\r\n'));
  assert.deepEqual(input.files()['words.txt'], readFileSync(join(embedded, 'words.txt'), 'utf8'));
});

refused(
  'with an empty list of words',
  'words.txt',
  () => '',
  /entities\.onnx does not fit.*"input\.vectors"/,
);

refused(
  'with the list of words of another model',
  'words.txt',
  (content) => content.split('\n').toSpliced(100, 5).join('\n'),
  /"input\.vectors" should have \d+ rows, but has \d+/,
);

refused(
  'that names fewer guidelines than it has heads',
  'config.json',
  config((changed) => changed.guidelines.splice(2)),
  /names no guideline for its "guideline\.genes\.bias"/,
);

refused(
  'that names more guidelines than it has heads',
  'config.json',
  config(({ guidelines }) => guidelines.push({ name: 'species', entityTypes: ['Species'] })),
  /"guideline\.species\.bias" should have 5 rows, but has none/,
);

refused(
  'whose guidelines stand in another order',
  'config.json',
  config(({ guidelines }) => guidelines.reverse()),
  /"entities\.bias" should have 5 rows, but has 9/,
);

refused(
  'that names more types of relations than it tells apart',
  'config.json',
  config(({ relationTypes }) => relationTypes.push({ ...relationTypes[0], name: 'CURES' })),
  /relations\.onnx does not fit.*"relation\.calibration\.slope" should have 2 rows, but has 1/,
);

refused(
  'whose config is no object',
  'config.json',
  () => 'null',
  /config\.json cannot be used: Invalid input/,
);

refused(
  'whose tokenizer is nothing',
  'tokenizer.json',
  () => 'null',
  /tokenizer\.json is not of this program/,
);

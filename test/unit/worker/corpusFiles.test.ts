import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { formatById } from '../../../server/src/formats/registry';
import type { OpenText } from '../../../server/src/protocol/analysis';
import { corpusFiles, readCorpusFile } from '../../../server/src/worker/analysis/corpusFiles';
import { annotated } from '../../support/annotated';

const withFolder =
  (run: (at: (...names: string[]) => string) => Promise<void>) => async (): Promise<void> => {
    const folder = mkdtempSync(join(tmpdir(), 'biogloss-files-'));
    try {
      await run((...names) => join(folder, ...names));
    } finally {
      rmSync(folder, { recursive: true });
    }
  };

const text = 'Naproxen helped.\n';
const annotations = 'T1\tChemical 0 8\tNaproxen\n';
const editor = (path: string, text: string, languageId = 'plaintext'): OpenText => ({
  path,
  text,
  languageId,
  decisions: undefined,
});

/** `notes.txt Naproxen, …` of each document, then the problems. */
async function held(paths: readonly string[], open: readonly OpenText[] = []): Promise<string[]> {
  const files = await Promise.all((await corpusFiles(paths, open)).map((file) => readCorpusFile(file, open)));
  const documents = files.flatMap((file) => file.documents);
  return [
    ...documents.map(({ id, text, mentions }) =>
      [id, ...mentions.map(({ spans: [{ start, end }] }) => text.slice(start, end))].join(' '),
    ),
    ...files.flatMap(({ problems }) => problems),
  ];
}

test(
  'a text and its file of annotations are one, whichever is named, on the disk or in the editor',
  withFolder(async (at) => {
    const [n, ann] = [at('n.txt'), at('n.ann')];
    writeFileSync(n, text);
    writeFileSync(ann, annotations);
    assert.deepEqual(await held([n]), ['n Naproxen']);
    assert.deepEqual(await held([ann]), ['n Naproxen']);
    assert.deepEqual(await held([ann, n, at()]), ['n Naproxen']);
    assert.deepEqual(await held([ann], [editor(ann, annotations, 'brat')]), ['n Naproxen']);
    const edited = `${annotations}T2\tVerb 9 15\thelped\n`;
    assert.deepEqual(await held([at()], [editor(ann, edited, 'brat')]), ['n Naproxen helped']);
    assert.deepEqual(await held([n], [editor(n, `No ${text}`), editor(ann, annotations, 'brat')]), [
      'n',
      `${ann}:1:1: T1 is left out: it says "Naproxen", but the text says "No Napro" there; offsets count code points, line breaks included`,
    ]);
  }),
);

test(
  'annotations without a text are none of their own, and files of two tools stand beside one text',
  withFolder(async (at) => {
    writeFileSync(at('lone.ann'), annotations);
    assert.match((await held([at('lone.ann')])).join(), /lone\.ann has no lone\.txt beside it/);
    assert.deepEqual(await held([at()]), []);
    writeFileSync(at('lone.md'), text);
    writeFileSync(at('two.txt'), text);
    writeFileSync(at('two.a1'), annotations);
    writeFileSync(at('two.a2'), 'T2\tVerb 9 15\thelped\n');
    assert.deepEqual(await held([at()]), ['lone.md', 'two Naproxen helped']);
  }),
);

test(
  'lists of words in models and texts in runs are no documents',
  withFolder(async (at) => {
    mkdirSync(at('models', 'mine'), { recursive: true });
    for (const name of ['entities.onnx', 'words.txt']) writeFileSync(at('models', 'mine', name), 'aspirin');
    mkdirSync(at('run', 'corrections'), { recursive: true });
    for (const name of ['training.json', join('corrections', 'texts.txt')])
      writeFileSync(at('run', name), text);
    writeFileSync(at('paper.txt'), text);
    assert.deepEqual(await held([at()]), ['paper.txt']);
    // Who names one wants it.
    assert.deepEqual(await held([at('run', 'corrections', 'texts.txt')]), ['texts.txt']);
  }),
);

test(
  'what an editor calls a file’s language is not what the file’s format is called',
  withFolder(async (at) => {
    const documents = [annotated('«Naproxen»:Chemical helped.')];
    const written = (format: string) => formatById(format)!.write!(documents);
    const read = (languageId: string, format: string) =>
      held([at('x')], [editor(at('x'), written(format), languageId)]);
    const expected = await read('plaintext', 'bioc-json');
    assert.match(expected.join(), / Naproxen$/);
    assert.deepEqual(await read('json', 'bioc-json'), expected);
    assert.deepEqual(await read('json', 'json'), expected);
    assert.deepEqual(await read('jsonl-annotations', 'jsonl'), expected);
    assert.deepEqual(await read('xml', 'bioc-xml'), expected);
  }),
);

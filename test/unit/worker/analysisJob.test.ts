import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Document } from '../../../server/src/annotation/model';
import { cutUnits, type Unit } from '../../../server/src/pipeline/units';
import type { AnnotatedPart, AnnotateRequest } from '../../../server/src/protocol/analysis';
import { plainTextPassages } from '../../../server/src/text/plainText';
import { span } from '../../../server/src/text/span';
import type { Analyser } from '../../../server/src/worker/analysis/analyser';
import { annotateDocument } from '../../../server/src/worker/analysis/annotateDocument';
import { AnnotationJob } from '../../../server/src/worker/analysis/annotationJob';
import { nearestFirst } from '../../../server/src/worker/analysis/nearestFirst';
import { looksLikePubTator, pubTatorPassages } from '../../../server/src/worker/analysis/pubTatorPassages';

/** An analyser that cuts as the pipeline does, and does in each unit what it is told. */
const analyser = (annotateUnit: (document: Document, unit: Unit) => void): Analyser => ({
  model: {
    name: 'none',
    folder: '',
    device: 'cpu',
    guidelines: [],
    inUse: [],
    entityTypes: [],
    relationTypes: [],
    relationThresholds: {},
  },
  cut: ({ text, passages }) => cutUnits(text, passages),
  useWords: () => {},
  async annotateUnit(document, unit) {
    annotateUnit(document, unit);
    return { mentions: [], relations: [] };
  },
});

async function run(job: AnnotationJob, by: Analyser): Promise<AnnotatedPart[]> {
  const parts: AnnotatedPart[] = [];
  for (let part = await job.next(by); part; part = await job.next(by)) parts.push(part);
  return parts;
}

const request = (text: string, near = 0): AnnotateRequest => ({
  type: 'annotate',
  id: 1,
  text,
  languageId: 'plaintext',
  near,
  draft: false,
});
const paragraphs = (...words: string[]) =>
  words.map((word) => `${word} `.repeat(3000 / word.length)).join('\n\n');

test('units come from where the person is, onwards and then backwards', () => {
  const stretches = [0, 10, 20, 30].map((start) => ({ span: span(start, start + 8) }));
  const starts = (near: number) => nearestFirst(stretches, near).map(({ span }) => span.start);
  assert.deepEqual(starts(0), [0, 10, 20, 30]);
  assert.deepEqual(starts(22), [20, 30, 10, 0]);
  assert.deepEqual(starts(9), [10, 20, 30, 0]);
  assert.deepEqual(starts(99), [0, 10, 20, 30]);
});

test('a job reads every unit once, the one that is looked at first', async () => {
  const text = paragraphs('alpha', 'bravo', 'charlie');
  const parts = await run(
    new AnnotationJob(request(text, text.indexOf('charlie'))),
    analyser(() => {}),
  );
  const words = parts.map(({ part }) => text.slice(part.start, part.start + 5));
  assert.deepEqual(words, ['charl', 'bravo', 'alpha']);
});

test('a unit that fails is told as unread; when all fail, the job fails', async () => {
  const text = paragraphs('alpha', 'bravo', 'charlie');
  const failing = (word: string) =>
    analyser((_, { span }) => {
      if (text.slice(span.start, span.end).includes(word)) throw new Error(`no ${word}`);
    });
  const parts = await run(new AnnotationJob(request(text)), failing('bravo'));
  assert.deepEqual(
    parts.map(({ unread }) => unread.length),
    [0, 1, 0],
  );
  await assert.rejects(run(new AnnotationJob(request(text)), failing('a')), /no a/);
});

test('a text without prose is done at once', async () => {
  assert.deepEqual(
    await run(
      new AnnotationJob(request('')),
      analyser(() => {}),
    ),
    [],
  );
  assert.deepEqual(
    await run(
      new AnnotationJob(request(' \n\n ')),
      analyser(() => {}),
    ),
    [],
  );
});

test('of a PubTator file titles and abstracts are read, where they stand in the file', () => {
  const text =
    '\uFEFF1|t|Iron and anaemia\r\n1|a|Iron helped.\r\n1\t0\t4\tIron\tChemical\tD007501\r\n\r\n2|t|No abstract\r\n2|a|\r\n';
  assert.ok(looksLikePubTator(text));
  assert.ok(!looksLikePubTator('a|b|c is no PubTator'));
  const passages = pubTatorPassages(text);
  assert.deepEqual(
    passages.map(({ kind, span }) => [kind, text.slice(span.start, span.end)]),
    [
      ['title', 'Iron and anaemia'],
      ['abstract', 'Iron helped.'],
      ['title', 'No abstract'],
    ],
  );
  assert.equal(cutUnits(text, passages).length, 2);
});

test('a long document that is read as a whole is alive between its units', async () => {
  const units: number[] = [];
  const signs: number[] = [];
  const text = paragraphs('alpha', 'bravo', 'charlie');
  const by = analyser((_, unit) => units.push(unit.span.start));
  const document = { id: '1', text, passages: plainTextPassages(text), mentions: [], relations: [] };
  await annotateDocument(by, document, 'none', () => signs.push(units.length));
  assert.deepEqual([units.length > 1, signs], [true, units.slice(1).map((_, done) => done + 1)]);
});

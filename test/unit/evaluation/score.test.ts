import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import type { AnnotatedDocument } from '../../../server/src/annotation/model';
import { fourDecimals } from '../../../server/src/evaluation/figures';
import { scoreCorpus } from '../../../server/src/evaluation/score';
import { scoreTable } from '../../../server/src/evaluation/table';
import { readPubTator } from '../../../server/src/formats/pubtator/read';
import { writePubTator } from '../../../server/src/formats/pubtator/write';
import { corpusFile } from '../../corpora';

const text = '1|t|Naproxen and aspirin cause ulcers and pain.\n1|a|\n';
const gold = `${text}1\t0\t8\tNaproxen\tChemical\tD009288\n1\t13\t20\taspirin\tChemical\tD001241\n1\t27\t33\tulcers\tDisease\tD014456|D010146\n1\tCID\tD009288\tD014456\n1\tCID\tD001241\tD014456\n`;
const predicted = `${text}1\t0\t8\tNaproxen\tChemical\tMESH:D009288\n1\t13\t20\taspirin\tDisease\tD001241\n1\t27\t33\tulcers\tDisease\tD014456\n1\tCID\tMESH:D009288\tD014456\n1\tCID\tD009288\tD001241\n`;
const read = (file: string) => readPubTator(file).documents;

test('a mention is right with its span and type, a concept and a relation with their ids', () => {
  const scores = scoreCorpus(read(gold), read(predicted));
  assert.deepEqual(scores['mention_Chemical'], { p: 1, r: 0.5, f1: 0.6667, tp: 1, fp: 0, fn: 1 });
  assert.deepEqual(scores['mention_Disease'], { p: 0.5, r: 1, f1: 0.6667, tp: 1, fp: 1, fn: 0 });
  assert.deepEqual(scores['concept_Disease'], { p: 0.5, r: 0.5, f1: 0.5, tp: 1, fp: 1, fn: 1 });
  assert.deepEqual(scores['cid'], { p: 0.5, r: 0.5, f1: 0.5, tp: 1, fp: 1, fn: 1 });
  assert.deepEqual(scores['relation_CID'], scores['cid']);
  assert.deepEqual([scores['link_acc_Chemical'], scores['link_acc_Disease']], [1, 0]);
});

test('relations that were in the documents learned from are told apart from those that were not', () => {
  const [learned] = read(gold);
  const seen = [{ ...learned, relations: learned.relations.slice(0, 1) }];
  const scores = scoreCorpus(read(gold), read(predicted), { seen });
  assert.deepEqual(scores['relation_seen_CID'], { p: 1, r: 1, f1: 1, tp: 1, fp: 0, fn: 0 });
  assert.deepEqual(scores['relation_unseen_CID'], { p: 0, r: 0, f1: 0, tp: 0, fp: 1, fn: 1 });
});

test('documents without prediction count as empty, predictions without gold do not count', () => {
  const scores = scoreCorpus(read(gold), read(predicted.replaceAll('1|', '2|').replaceAll('1\t', '2\t')));
  assert.deepEqual([scores['docs'], scores['missing_docs']], [1, 1]);
  assert.deepEqual(scores['mention_all'], { p: 0, r: 0, f1: 0, tp: 0, fp: 0, fn: 3 });
});

test('ties are rounded to the even digit', () => {
  assert.deepEqual(
    [1 / 32, 3 / 32, 5 / 32, 2 / 3, 0.5].map(fourDecimals),
    [0.0312, 0.0938, 0.1562, 0.6667, 0.5],
  );
});

test('the table names every figure', () => {
  const table = scoreTable(scoreCorpus(read(gold), read(predicted)));
  assert.match(table, /^mention_Chemical +100\.00 +50\.00 +66\.67 +1 +0 +1$/m);
  assert.match(table, /^link_acc_Disease +0\.00$/m);
});

/** The independent scorer that lies beside the corpora. */
const referenceScorer = [
  process.env['BIOGLOSS_DATA'] ? join(process.env['BIOGLOSS_DATA'], '..', 'tools') : '',
  join(process.cwd(), '..', 'shared', 'tools'),
]
  .map((folder) => join(folder, 'score.py'))
  .find((file) => existsSync(file));
const dev = corpusFile('bc5cdr/dev');
const train = corpusFile('bc5cdr/train');
const python = spawnSync('python3', ['--version']).status === 0;
const skip =
  referenceScorer && dev && train && python
    ? false
    : 'needs python3, ../shared/tools/score.py and ../shared/data/corpora/bc5cdr';

test('figures equal those of the reference scorer to the last digit, link accuracies included', {
  skip,
}, () => {
  const folder = mkdtempSync(join(tmpdir(), 'biogloss-score-'));
  try {
    // Predictions with every kind of error, in a fixed pattern: lines left out, ids, types and ends changed.
    const lines = readFileSync(dev!, 'utf8').split('\n');
    const spoilt = lines.flatMap((line, index) => {
      if (!line.includes('\t')) return [line];
      if (index % 11 === 0) return [];
      if (index % 13 === 0) return [line.replace('\tDisease\t', '\tChemical\t')];
      if (index % 17 === 0) return [line.replace(/D0(\d+)/, 'D9$1')];
      if (index % 19 === 0) return [line.replace(/\t(D\d+)(?=\t|$)/, '\tMESH:$1')];
      if (index % 7 === 0)
        return [
          line.replace(
            /^(\d+\t)(\d+)\t(\d+)\t(\S)([^\t]+)\t/,
            (_, id, start, end, __, rest) => `${id}${Number(start) + 1}\t${end}\t${rest}\t`,
          ),
        ];
      return [line];
    });
    const file = join(folder, 'predicted.txt');
    writeFileSync(file, spoilt.join('\n'));
    const reference = spawnSync('python3', [referenceScorer!, dev!, file, `--seen=${train}`], {
      encoding: 'utf8',
    });
    const seen = read(readFileSync(train!, 'utf8'));
    const prediction = readPubTator(spoilt.join('\n'));
    assert.equal(prediction.droppedMentions, 0);
    const scores = scoreCorpus(read(readFileSync(dev!, 'utf8')), prediction.documents, { seen });
    const expected = JSON.parse(reference.stdout);
    for (const name of Object.keys(expected)) assert.deepEqual(scores[name], expected[name], name);
    assert.deepEqual(scores['relation_CID'], expected.cid);
    assert.ok(expected.mention_all.f1 < 1 && expected.cid.f1 < 1 && expected.link_acc_Disease < 1);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('an id that only repeats the wording is no concept', () => {
  const span = { start: 0, end: 4 };
  const document = (id: string): AnnotatedDocument => ({
    id: '1',
    text: 'Drug',
    passages: [],
    mentions: [{ spans: [span], type: 'Chemical', concepts: [{ id }], origin: 'predicted' }],
    relations: [],
  });
  const { concept_all } = scoreCorpus([document('D000001')], [document('text:drug')]);
  assert.deepEqual(concept_all, { p: 0, r: 0, f1: 0, tp: 0, fp: 0, fn: 1 });
});

test('an id of the wording counts where a relation names it, since a file of the predictions says it', () => {
  const [right] = read(gold);
  const claims = right.mentions.map((mention, at) =>
    at === 0 ? { ...mention, concepts: [{ id: 'text:naproxen' }] } : mention,
  );
  const relations = [{ ...right.relations[0], subject: 'text:naproxen' }];
  const predicted = { ...right, mentions: claims, relations };
  const scores = scoreCorpus([right], [predicted]);
  assert.deepEqual(scores['concept_Chemical'], { p: 0.5, r: 0.5, f1: 0.5, tp: 1, fp: 1, fn: 1 });
  assert.deepEqual(scores, scoreCorpus([right], read(writePubTator([predicted]))));
  assert.deepEqual(scoreCorpus([right], [{ ...predicted, relations: [] }])['concept_Chemical'], {
    p: 1,
    r: 0.5,
    f1: 0.6667,
    tp: 1,
    fp: 0,
    fn: 1,
  });
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkCorpus } from '../../../server/src/corpus/checkCorpus';
import type { CorpusReport } from '../../../server/src/corpus/model';
import { corpusFile, unlessCorpus } from '../../corpora';

const check = (train: string, dev?: string, measured?: string): Promise<CorpusReport> =>
  checkCorpus({
    train: [corpusFile(train)!],
    dev: dev === undefined ? [] : [corpusFile(dev)!],
    test: measured === undefined ? [] : [corpusFile(measured)!],
  });

const kinds = ({ findings }: CorpusReport) => findings.map(({ kind, count }) => `${kind} ${count}`);

test('BC5CDR has no leak between train and dev, and the counts that its authors tell', {
  skip: unlessCorpus('bc5cdr/train', 'bc5cdr/dev'),
}, async () => {
  const report = await check('bc5cdr/train', 'bc5cdr/dev');
  assert.deepEqual(
    report.splits.map(({ types, relations }) =>
      [...types, ...relations].map((each) => ('mentions' in each ? each.mentions : each.count)),
    ),
    [
      [5203, 4182, 1038],
      [5347, 4244, 1012],
    ],
  );
  assert.ok(!/leak|sharedPassage|relationEnd|misread/.test(kinds(report).join()), kinds(report).join());
});

test('the document that NCBI Disease has twice, and its mention that does not fit, are told', {
  skip: unlessCorpus('ncbi-disease/train', 'ncbi-disease/dev'),
}, async () => {
  const report = await check('ncbi-disease/train', 'ncbi-disease/dev');
  const placesOf = (kind: string) => report.findings.find((finding) => finding.kind === kind)?.places ?? [];
  assert.deepEqual(
    placesOf('duplicate').map(({ document, line, other }) => [document, line, other?.line]),
    [['8528200', 4541, 3810]],
  );
  assert.deepEqual(
    placesOf('misread').map(({ line }) => line),
    [3248, 4541],
  );
});

test('JNLPBA has documents of its test part in train, under the same PubMed ids', {
  skip: unlessCorpus('jnlpba/train', 'jnlpba/test'),
}, async () => {
  const report = await check('jnlpba/train', undefined, 'jnlpba/test');
  const leaks = report.findings.filter(({ kind }) => kind === 'leak');
  assert.equal(
    leaks.reduce((sum, { count }) => sum + count, 0),
    10,
  );
  assert.ok(leaks.flatMap(({ places }) => places).some(({ document }) => document === '9570512'));
});

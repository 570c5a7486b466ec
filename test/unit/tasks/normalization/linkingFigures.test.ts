// How well the default model links the gold mentions of BC5CDR's dev part. Floors lie a little below what was measured: docs/terminologies.md.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { wording } from '../../../../server/src/annotation/model';
import { modelFiles, readModelFolder } from '../../../../server/src/pipeline/modelFolder';
import { openLearned } from '../../../../server/src/tasks/normalization/learnedFiles';
import { Linker } from '../../../../server/src/tasks/normalization/linker';
import { openEmbeddedIndex } from '../../../../server/src/terminology/embeddedIndex';
import { Terminologies } from '../../../../server/src/terminology/terminologies';
import { readCorpus } from '../../../../server/src/training/corpus';
import { corpusFile, unlessCorpus } from '../../../corpora';
import { accuracy, calibrationError, linkGold } from '../../../support/linkedDev';

const folder = join(process.cwd(), 'models', 'default');
const skip =
  unlessCorpus('bc5cdr/train', 'bc5cdr/dev') ||
  (existsSync(join(folder, modelFiles.linking)) ? false : 'the default model has learned no ranker');

test('names of BC5CDR are linked as rightly as was measured, and the probabilities say so', {
  skip,
}, async () => {
  const terms = openEmbeddedIndex();
  const { lexicon, linking } = await readModelFolder(folder, terms);
  const { learned, release } = await openLearned(linking!);
  const quiet = () => {};
  const train = await readCorpus(corpusFile('bc5cdr/train')!, quiet);
  const dev = await readCorpus(corpusFile('bc5cdr/dev')!, quiet);
  const seen = new Set(
    train.flatMap(({ text, mentions }) => mentions.map((each) => wording(text, each).toLowerCase())),
  );
  const linked = await linkGold(dev, new Linker(lexicon, new Terminologies([terms]), learned));
  for (const [type, floor, unseenFloor] of [
    ['Chemical', 0.93, 0.81],
    ['Disease', 0.895, 0.77],
  ] as const) {
    const known = linked.filter((each) => each.type === type && each.gold !== '');
    const all = accuracy(known);
    const unseen = accuracy(known.filter(({ name }) => !seen.has(name.toLowerCase())));
    assert.ok(all >= floor, `${type}: ${all}`);
    assert.ok(unseen >= unseenFloor, `${type}, unseen: ${unseen}`);
    assert.ok(calibrationError(known) < 0.04, `${type}: calibration error ${calibrationError(known)}`);
  }
  await release();
});

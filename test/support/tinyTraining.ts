import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import scratch from '../../configs/scratch.json';
import type { TrainingOrder } from '../../server/src/training/order';
import type { Listener } from '../../server/src/training/train';
import { scratchOf, type TrainingConfig, trainingConfig } from '../../server/src/training/trainingConfig';
import { tinyCorpus } from './tinyCorpus';

const parsed = trainingConfig.parse({
  ...scratch,
  name: 'tiny',
  epochs: 12,
  batchWords: 400,
  threads: 1,
  optimizer: { ...scratch.optimizer, rate: 0.01, warmUpSteps: 5, average: 0.9 },
  // A head is trained for each fold, with a least number of steps: small ones.
  relation: { ...scratch.relation, batchPairs: 16 },
  scratch: {
    sequenceWords: 64,
    minimumCount: 2,
    rawText: [],
    network: {
      input: {
        ...scratch.scratch.network.input,
        vector: 16,
        affixBuckets: 256,
        affix: 8,
        character: 8,
        characterChannels: 16,
        subwords: 120,
        subword: 8,
      },
      encoder: { width: 32, dilations: [1, 2], attentionBlocks: 1, heads: 4 },
      relation: { width: 16, members: 2 },
    },
  },
});

/** A network of seconds: everything that the real one has, each part small. One thread, so that it is repeatable to the bit. */
export const tinyConfig = { ...parsed, scratch: scratchOf(parsed) };

const { scratch: _, ...fromBase } = tinyConfig;

/** The same for a base that learns from corrections. */
export const tinyLearning: TrainingConfig = {
  ...fromBase,
  epoch: 'last',
  epochs: 4,
  leastSteps: 80,
  remember: { weight: 1, texts: [], passes: 1, measuredOn: [] },
};

/** A folder with `train.txt`, `dev.txt` and `config.json`; `order` trains from nothing on them, into a folder beside them; `remove` deletes all. */
export function tinyTrainingFolder(config: Partial<TrainingConfig> = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'biogloss-train-'));
  const path = (name: string) => join(folder, name);
  writeFileSync(path('train.txt'), tinyCorpus(48));
  writeFileSync(path('dev.txt'), tinyCorpus(16, 100));
  writeFileSync(path('config.json'), JSON.stringify({ ...tinyConfig, ...config }));
  const order = (out: string, changes: Partial<TrainingOrder> = {}): TrainingOrder => ({
    train: [path('train.txt')],
    dev: path('dev.txt'),
    base: 'scratch',
    config: path('config.json'),
    out: path(out),
    device: 'cpu',
    ...changes,
  });
  return { path, order, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Hash of everything in a model folder but the card, which tells how long the training took. */
export function fingerprint(folder: string): string {
  const hash = createHash('sha256');
  for (const file of readdirSync(folder).sort())
    if (file !== 'README.md') hash.update(file).update(readFileSync(join(folder, file)));
  return hash.digest('hex');
}

export const silent: Listener = { report: () => {}, tell: () => {} };

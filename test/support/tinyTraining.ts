import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import scratch from '../../configs/scratch.json';
import { type TrainingConfig, trainingConfig } from '../../server/src/training/trainingConfig';
import { tinyCorpus } from './tinyCorpus';

/** A network of seconds: everything that the real one has, each part small. One thread, so that it is repeatable to the bit. */
export const tinyConfig = trainingConfig.parse({
  ...scratch,
  name: 'tiny',
  epochs: 12,
  batchWords: 400,
  threads: 1,
  optimizer: { ...scratch.optimizer, rate: 0.01, warmUpSteps: 5, average: 0.9 },
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
      relation: { width: 16, hashed: 4 },
    },
  },
});

/** A folder with `train.txt`, `dev.txt` and `config.json`; `remove` deletes it. */
export function tinyTrainingFolder(config: Partial<TrainingConfig> = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'biogloss-train-'));
  const path = (name: string) => join(folder, name);
  writeFileSync(path('train.txt'), tinyCorpus(48));
  writeFileSync(path('dev.txt'), tinyCorpus(16, 100));
  writeFileSync(path('config.json'), JSON.stringify({ ...tinyConfig, ...config }));
  return { path, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

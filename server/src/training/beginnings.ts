import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readTensors, writeTensors } from '../checkpoints/safetensors';
import { writeAtomically } from '../platform/atomicFile';
import { Vocabulary } from '../tasks/words/vocabulary';
import { inSlices, type Turn } from '../terminology/candidates/slices';
import type { LexicalOptions, LexicalResources } from './lexicalResources';
import { learnLexicalResources } from './lexicalResources';
import type { RawText } from './rawText';
import { scratchOf, type TrainingConfig } from './trainingConfig';

/**
 * What is learned from text alone, kept for other runs that would learn the same: it depends on the texts, on some settings and on the seed, and
 * their hash names its folder. Runs that differ in what comes later (corpora, dropout, epochs) begin with it at once.
 */
export function beginningFolder(kept: string, texts: readonly RawText[], ...settings: unknown[]): string {
  const hash = createHash('sha256').update(JSON.stringify(settings));
  for (const { text } of texts) hash.update(`${text.length} `).update(text);
  return join(kept, hash.digest('hex').slice(0, 16));
}

/** Everything but the texts that the guessing of hidden words depends on. */
export const guessingSettings = (config: TrainingConfig, termIndex: string | undefined) => {
  const { optimizer, seed } = config;
  const { network, pretraining, sequenceWords, minimumCount } = scratchOf(config);
  const { input, encoder } = network;
  return {
    input,
    encoder,
    pretraining,
    sequenceWords,
    minimumCount,
    optimizer: { ...optimizer, rate: 0 },
    seed,
    termIndex,
  };
};

/** Word vectors and subwords: those of the folder where another run has learned them, otherwise learned and put there. @param turn is asked before each slice of the work */
export async function keptLexicalResources(
  kept: string,
  texts: readonly RawText[],
  options: LexicalOptions,
  turn: Turn,
): Promise<LexicalResources> {
  const folder = beginningFolder(kept, texts, 'words', options);
  const path = { vectors: join(folder, 'vectors.safetensors'), words: join(folder, 'words.json') };
  if (existsSync(path.words)) {
    const { words, tokenizer } = JSON.parse(await readFile(path.words, 'utf8'));
    const { tensors } = await readTensors(path.vectors);
    const vectors = tensors.get('vectors')!.data as Float32Array;
    return { vocabulary: Vocabulary.of(words), vectors, tokenizer };
  }
  const learned = await inSlices(learnLexicalResources(texts, options), turn);
  const { vocabulary, vectors, tokenizer } = learned;
  await mkdir(folder, { recursive: true });
  const shape = [vocabulary.size, options.width];
  await writeTensors(path.vectors, new Map([['vectors', { dataType: 'float32', shape, data: vectors }]]), {});
  // Last: where it is, the vectors are whole.
  await writeAtomically(path.words, [Buffer.from(JSON.stringify({ words: vocabulary.words, tokenizer }))]);
  return learned;
}

import { existsSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { packageRoot } from '../platform/packageRoot';
import { Vocabulary } from '../tasks/words/vocabulary';
import type { Turn } from '../terminology/candidates/slices';
import { type RawText, readTexts, wordsOf } from './rawText';
import { learnWordPiece } from './wordPiece';
import { learnWordVectors } from './wordVectors';

/** What a model knows of words before any task: learned from text alone. */
export interface LexicalResources {
  readonly vocabulary: Vocabulary;
  /** Row-major [vocabulary.size × width]; row 0, the unknown word, is zero. */
  readonly vectors: Float32Array;
  /** Content of `tokenizer.json`; none where no subwords are read. */
  readonly tokenizer?: object;
}

export interface LexicalOptions {
  readonly width: number;
  readonly minimumCount: number;
  /** Pieces of the subword vocabulary; none is learned where not given. */
  readonly subwords?: number;
  readonly seed: number;
}

/** Learns word vectors and, where they are asked for, subwords; it takes minutes, and pauses often. */
export function* learnLexicalResources(
  texts: readonly RawText[],
  options: LexicalOptions,
): Generator<void, LexicalResources> {
  const counts = new Map<string, number>();
  // Cut while they are read: all words of all texts at once would take gigabytes.
  function* sentences(): Generator<string[]> {
    for (const { text } of texts) {
      const words = wordsOf(text);
      for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
      yield words;
    }
  }
  const { words, vectors } = yield* learnWordVectors(sentences(), options);
  const table = new Float32Array(vectors.length + options.width);
  table.set(vectors, options.width);
  return {
    vocabulary: Vocabulary.of(words),
    vectors: table,
    tokenizer: options.subwords ? yield* learnWordPiece(counts, options.subwords) : undefined,
  };
}

/** Reads the unlabelled texts that a training config names. @param turn before each file @throws Error with a sentence for a file that is not there */
export async function readRawTexts(paths: readonly string[], turn: Turn): Promise<RawText[]> {
  const texts: RawText[] = [];
  for (const path of paths) {
    await turn();
    for (const text of await readTexts(dataFile('rawText', path))) texts.push(text);
  }
  return texts;
}

/** A file that a setting names. @throws Error with a sentence where it is not there */
export function dataFile(setting: string, path: string): string {
  const file = isAbsolute(path) ? path : join(dataFolder(), path);
  if (!existsSync(file))
    throw new Error(
      `The config's ${setting} names ${path}, but there is no ${file}. Set BIOGLOSS_DATA to the folder that holds it, or leave the line out.`,
    );
  return file;
}

/** Where corpora and texts lie that are not part of the repository. */
export const dataFolder = (): string =>
  process.env.BIOGLOSS_DATA ?? join(packageRoot(), '..', 'shared', 'data');

import { existsSync } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { MentionErrors } from '../evaluation/mentionErrors';
import type { RelationErrorKind } from '../evaluation/relationErrors';
import type { Scores } from '../evaluation/score';
import { writeAtomically } from '../platform/atomicFile';
import { Failure, sentence } from '../platform/failure';

/** What one training came to. */
export interface RunFigures {
  /** Of the config and the corpora that it was made with. */
  readonly fingerprint: string;
  readonly documents: number;
  /** Of its own steps; what it shared with other runs was not made again. */
  readonly minutes: number;
  readonly raw: Scores;
  readonly givenEntities: Scores;
}

/** What is measured on a finished model; each part by itself, as it was asked for. */
export interface ModelFigures {
  /** SHA-256 of the model's files but the card: figures of another one are not kept beside these. */
  readonly model: string;
  readonly name: string;
  readonly bytes: number;
  /** Of the config that it was trained with, where the folder tells it. */
  readonly recipe?: string;
  readonly scores?: {
    readonly raw: Scores;
    readonly givenSpans: Scores;
    readonly givenEntities: Scores;
    readonly others: Readonly<Record<string, Scores>>;
  };
  readonly errors?: {
    readonly mentions: MentionErrors;
    readonly relations: Readonly<Record<string, Readonly<Record<RelationErrorKind, number>>>>;
  };
  /** By the key of `otherTexts`; `plain` is the documents as they are. */
  readonly otherTexts?: Readonly<Record<string, OtherTextFigures>>;
  readonly sizes?: Readonly<Record<'trained' | 'stored', SizeFigures>>;
}

export interface OtherTextFigures {
  readonly documents: number;
  /** How many of them have another text than before. */
  readonly changed: number;
  readonly scores: Scores;
}

export interface SizeFigures {
  /** Of the entity graph's file. */
  readonly bytes: number;
  readonly raw: Scores;
}

/** All figures, as they are committed. */
export interface FiguresFile {
  readonly runs: Readonly<Record<string, RunFigures>>;
  readonly model?: ModelFigures;
}

/** Figures so far; none where the file is not there yet. @throws Failure with a sentence where it holds something else */
export async function readFigures(path: string): Promise<FiguresFile> {
  if (!existsSync(path)) return { runs: {} };
  try {
    const { runs, model } = JSON.parse(await readFile(path, 'utf8'));
    return { runs: { ...runs }, ...(model && { model }) };
  } catch (error) {
    throw new Failure(`${path} holds no figures: ${sentence(error)}. Mend it, or name another file.`);
  }
}

export async function writeFigures(path: string, { runs, model }: FiguresFile): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const inOrder = Object.fromEntries(Object.entries(runs).sort(([a], [b]) => (a < b ? -1 : 1)));
  await writeAtomically(path, [Buffer.from(`${JSON.stringify({ runs: inOrder, model }, null, 1)}\n`)]);
}

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure } from '../platform/failure';
import { changedFile } from './recordedFiles';
import { runFiles } from './runFiles';
import { readRun } from './runState';

/** One training of a learning curve. */
export interface CurvePart {
  /** Of the documents that there are to learn from, above 0 and at most 1. */
  readonly share: number;
  /** Its run folder. */
  readonly folder: string;
  /** Where its evaluation is. */
  readonly report: string;
}

export const usualShares = [0.1, 0.25, 0.5, 1] as const;

/** Shares are told apart to a millionth: a folder is named by the share in percent, with four decimals. */
const finest = 1e6;

/** The trainings of a learning curve in its folder, the smallest first; each share once. */
export const curveParts = (out: string, shares: readonly number[]): CurvePart[] =>
  [...new Set(shares.map((share) => Math.max(1, Math.round(share * finest)) / finest))]
    .sort((a, b) => a - b)
    .map((share) => {
      const folder = join(out, `documents-${Number((100 * share).toFixed(4))}`);
      return { share, folder, report: join(folder, 'report') };
    });

/** What is asked for, as in a run's order; paths are absolute. */
export interface PartOrder {
  readonly train: readonly string[];
  readonly dev: string;
  readonly base: string;
  readonly config?: string;
  readonly seed?: number;
}

/**
 * What a part still needs: a training from its start, the rest of one that was stopped or died, or nothing.
 * @throws Failure with a sentence where its folder holds another training, or one that goes on; the signal's reason once it is aborted
 */
export async function whatIsLeft(
  { folder }: CurvePart,
  order: PartOrder,
  signal?: AbortSignal,
): Promise<'all' | 'rest' | 'nothing'> {
  const run = await readRun(folder);
  if (!run || (!run.resumable && run.state === 'failed')) return 'all';
  const kept = JSON.parse(await readFile(join(folder, runFiles.order), 'utf8').catch(() => '{}'));
  const told = ({ train, dev, base, config, seed }: Partial<PartOrder>) =>
    JSON.stringify([train, dev, base, config ?? null, seed ?? null]);
  if (told(kept) !== told(order))
    throw new Failure(
      `${folder} holds a training with other files or settings. Take another folder for this learning curve.`,
    );
  const changed = await changedFile(folder, order.base, signal);
  if (changed !== undefined)
    throw new Failure(
      `${changed} has changed since the training in ${folder} was made with it. Take another folder for this learning curve.`,
    );
  if (run.state === 'done') return 'nothing';
  if (run.resumable) return 'rest';
  throw new Failure(`The training in ${folder} goes on. Wait for its end, or stop it.`);
}

/** How many documents a run that is done has learned from. @throws Failure where its folder does not tell */
export async function learnedFrom(folder: string): Promise<number> {
  const path = join(folder, runFiles.evaluation);
  const text = await readFile(path, 'utf8').catch(() => '{}');
  const { learnedFrom: documents } = JSON.parse(text) as { learnedFrom?: number };
  if (typeof documents !== 'number')
    throw new Failure(
      `${path} does not tell how many documents were learned from. Train anew in another folder.`,
    );
  return documents;
}

import { isDeepStrictEqual } from 'node:util';
import { type CurvePart, learnedFrom, type PartOrder, whatIsLeft } from './curveParts';

/** A point of a curve, as far as this needs to know it. */
interface Point {
  readonly share: number;
}

/** How a learning curve's parts are trained and scored: the shell does both itself, the server has others do it. */
export interface CurveMaker {
  /** Trains a part from its start, or the rest of it. */
  train(part: CurvePart, left: 'all' | 'rest'): Promise<void>;
  /**
   * Writes the report of a part, with the points of the report before and its own.
   * @param documents that it learned from
   */
  score(part: CurvePart, before: CurvePart | undefined, documents: number): Promise<void>;
  /** The points in a saved report; undefined where there is none that can be read. */
  pointsIn(report: string): Promise<readonly Point[] | undefined>;
}

/**
 * Does for each part what it still needs, in their order. A training that is done is not done again; a report is made anew where its model was, or where the
 * points before its own are not those of the report before.
 * @param parts the smallest first
 * @throws Failure as `whatIsLeft`; the signal's reason once it is aborted
 */
export async function drawCurve(
  parts: readonly CurvePart[],
  order: PartOrder,
  maker: CurveMaker,
  signal: AbortSignal,
): Promise<void> {
  let pointsBefore: readonly Point[] = [];
  for (const [place, part] of parts.entries()) {
    const left = await whatIsLeft(part, order, signal);
    if (left !== 'nothing') await maker.train(part, left);
    signal.throwIfAborted();
    let points = left === 'nothing' ? await maker.pointsIn(part.report) : undefined;
    if (points?.at(-1)?.share !== part.share || !isDeepStrictEqual(points.slice(0, -1), pointsBefore)) {
      await maker.score(part, parts[place - 1], await learnedFrom(part.folder));
      points = await maker.pointsIn(part.report);
    }
    pointsBefore = points ?? [];
  }
}

import type { AnnotatedDocument } from '../annotation/model';
import { type Aspect, aspects, differencesOf } from './differences';
import type { Format, ReadResult } from './format';

/** Documents that are written and read at a time, so that a corpus is not held several times over. */
const SLICE = 100;

/** How often a format does not keep something. */
export type Losses = ReadonlyMap<Aspect, number>;

/**
 * What of these documents a format cannot hold: they are written in it, read again and compared. Nothing for formats that cannot be read, which nobody
 * takes for a copy.
 */
export function lossesOf(format: Format, documents: readonly AnnotatedDocument[]): Losses {
  const counting = countLosses(format, documents);
  for (;;) {
    const { done, value } = counting.next();
    if (done) return value;
  }
}

/** As `lossesOf`, with a pause after some documents each: how many were compared by then. */
export function* countLosses(
  format: Format,
  documents: readonly AnnotatedDocument[],
): Generator<number, Losses> {
  const losses = new Map<Aspect, number>();
  for (let from = 0; from < documents.length; from += SLICE) {
    const slice = documents.slice(from, from + SLICE);
    const back = thereAndBack(format, slice);
    if (back === undefined) break;
    for (const { aspect } of differencesOf(slice, back.documents))
      losses.set(aspect, (losses.get(aspect) ?? 0) + 1);
    yield Math.min(from + SLICE, documents.length);
  }
  return losses;
}

/** Documents as the format gives them back; undefined where it cannot be read. */
export function thereAndBack(
  { write, read, writeFolder, readFolder }: Format,
  documents: readonly AnnotatedDocument[],
): ReadResult | undefined {
  if (writeFolder && readFolder) return readFolder(writeFolder(documents));
  return write && read?.({ name: '', text: write(documents) });
}

/** `PubTator cannot hold 3 gaps of interrupted mentions and 12 scores of mentions.`; undefined where nothing is lost. */
export function describeLosses(format: Format, losses: Losses): string | undefined {
  const counts = (Object.keys(aspects) as Aspect[]).flatMap((aspect) => {
    const count = losses.get(aspect) ?? 0;
    return count === 0 ? [] : [`${count} ${aspects[aspect][count === 1 ? 0 : 1]}`];
  });
  const last = counts.pop();
  if (last === undefined) return undefined;
  const list = counts.length > 0 ? `${counts.join(', ')} and ${last}` : last;
  return `${format.title} cannot hold ${list}.`;
}

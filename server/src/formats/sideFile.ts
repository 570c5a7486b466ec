import type { AnnotatedDocument, EntityMention } from '../annotation/model';
import type { Problem } from '../annotation/problem';
import { bySpan, type Span } from '../text/span';
import { type Pair, pairedMentions, pairedRelations, placesIn } from './differences';
import type { Format } from './format';
import { json } from './json';
import { thereAndBack } from './losses';

// A side file keeps what a format could not hold: the documents whole, as BioGloss JSON. Whoever reads the file of the other format again gets from it
// what was lost, while what a person changed in that file since then counts.

/** The side file of documents. */
export const sideFileOf = (documents: readonly AnnotatedDocument[]): string => json.write!(documents);

/**
 * Documents as a file of some format has them now, with what the format could not hold.
 * @param documents what was read of the file
 * @param kept the documents of the side file
 * @returns the documents in their order; problems name those whose text is another by now, which stay as they were read
 */
export function restored(
  documents: readonly AnnotatedDocument[],
  kept: readonly AnnotatedDocument[],
  format: Format,
): { readonly documents: AnnotatedDocument[]; readonly problems: Problem[] } {
  // The names of brat's files say which of several documents with one id is meant, so all are written together.
  const narrowed = thereAndBack(format, kept)?.documents ?? [];
  const waiting = new Map<string, number[]>();
  for (const [index, { id }] of narrowed.entries()) waiting.set(id, [...(waiting.get(id) ?? []), index]);
  const problems: Problem[] = [];
  const whole = documents.map((document) => {
    const index = waiting.get(document.id)?.shift();
    if (index === undefined) return document;
    if (narrowed[index]!.text === document.text) return merged(document, kept[index]!, narrowed[index]!);
    const message = `the text of document ${document.id} is not that of the side file any more, so nothing of it is restored`;
    problems.push({ severity: 'warning', message });
    return document;
  });
  return { documents: whole, problems };
}

/** @param narrowed what the format made of `kept` */
function merged(
  found: AnnotatedDocument,
  kept: AnnotatedDocument,
  narrowed: AnnotatedDocument,
): AnnotatedDocument {
  const placeOf = placing(found.text, kept.text);
  const mentions = stillThere(found.mentions, pairedMentions(kept, narrowed), (mention) =>
    JSON.stringify(mention.spans),
  );
  return {
    ...kept,
    mentions: [
      ...mentions.kept,
      ...mentions.added.map(
        (mention): EntityMention => ({
          ...mention,
          spans: mention.spans.map(placeOf) as [Span, ...Span[]],
        }),
      ),
    ].sort((a, b) => bySpan(a.spans[0], b.spans[0])),
    ...relationsOf(found, kept, narrowed),
  };
}

function relationsOf(found: AnnotatedDocument, kept: AnnotatedDocument, narrowed: AnnotatedDocument) {
  const relations = stillThere(
    found.relations,
    pairedRelations(kept, narrowed),
    ({ type, subject, object }) => JSON.stringify([type, subject, object]),
  );
  return { relations: [...relations.kept, ...relations.added] };
}

/**
 * What the file still says of what was kept, and what it says besides. What the format could not hold at all was not for the person to change, and stays;
 * of what it held the person's changes count; what it held and is gone was taken out.
 * @param sameness items with this in common are the same one, changed or not
 */
function stillThere<T extends object>(
  found: readonly T[],
  pairs: readonly Pair<T>[],
  sameness: (item: T) => string,
): { kept: T[]; added: T[] } {
  const left = new Set(found);
  const finder = (keyOf: (item: T) => string): ((held: T | undefined) => T | undefined) => {
    const byKey = new Map<string, T[]>();
    for (const item of found) {
      const same = byKey.get(keyOf(item));
      if (same) same.push(item);
      else byKey.set(keyOf(item), [item]);
    }
    return (held) => {
      const now = held && byKey.get(keyOf(held))?.find((item) => left.has(item));
      if (now !== undefined) left.delete(now);
      return now;
    };
  };
  const asItWas = finder((item) => JSON.stringify(item));
  const unchanged = pairs.map(([, held]) => asItWas(held));
  const changed = finder(sameness);
  const kept = pairs.flatMap(([whole, held], index): T[] => {
    if (held === undefined) return whole === undefined ? [] : [whole];
    const now = unchanged[index] ?? changed(held);
    // What the format made up is not what a person added.
    return now === undefined || whole === undefined ? [] : [{ ...whole, ...changes(held, now) }];
  });
  return { kept, added: [...left] };
}

/** The properties that are others now. */
const changes = <T extends object>(held: T, now: T): Partial<T> =>
  Object.fromEntries(
    [...new Set([...Object.keys(held), ...Object.keys(now)])].flatMap((name) => {
      const value = now[name as keyof T];
      return JSON.stringify(held[name as keyof T]) === JSON.stringify(value) ? [] : [[name, value]];
    }),
  ) as Partial<T>;

/** Where a span of one text is in another that differs from it in blanks alone. */
function placing(from: string, to: string): (span: Span) => Span {
  if (from === to) return (span) => span;
  const before = placesIn(from);
  const unitOf: number[] = [];
  for (let at = 0; at < to.length; at++) if (/\S/.test(to[at]!)) unitOf.push(at);
  return ({ start, end }) => ({ start: unitOf[before[start]!]!, end: unitOf[before[end]! - 1]! + 1 });
}

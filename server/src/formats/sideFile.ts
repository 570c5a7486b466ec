import type { AnnotatedDocument, Attributes, EntityMention } from '../annotation/model';
import type { Problem } from '../annotation/problem';
import { bySpan, type Span } from '../text/span';
import { type Pair, pairedMentions, pairedRelations, placesIn, samePlaces } from './differences';
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
 * @returns the documents in their order, those of `kept` that one of them was found for, and problems that name what stays as it was read: documents whose
 *   text is another by now, or was not held whole
 */
export function restored(
  documents: readonly AnnotatedDocument[],
  kept: readonly AnnotatedDocument[],
  format: Format,
): {
  readonly documents: AnnotatedDocument[];
  readonly found: AnnotatedDocument[];
  readonly problems: Problem[];
} {
  // The names of brat's files say which of several documents with one id is meant, so all are written together.
  const narrowed = thereAndBack(format, kept)?.documents ?? [];
  const problems: Problem[] = [];
  const tell = (message: string) => problems.push({ severity: 'warning', message });
  if (narrowed.length !== kept.length) {
    // Nobody could say which of them is which.
    tell(`the documents of the side file cannot be told apart in ${format.title}, so nothing is restored`);
    return { documents: [...documents], found: [...kept], problems };
  }
  const waiting = new Map<string, number[]>();
  for (const [index, { id }] of narrowed.entries()) waiting.set(id, [...(waiting.get(id) ?? []), index]);
  const found: AnnotatedDocument[] = [];
  const whole = documents.map((document) => {
    const index = taken(waiting.get(document.id) ?? [], (each) => narrowed[each]!.text === document.text);
    if (index === undefined) return document;
    const [before, held] = [kept[index]!, narrowed[index]!];
    found.push(before);
    if (held.text !== document.text)
      tell(
        `the text of document ${document.id} is not that of the side file any more, so nothing of it is restored`,
      );
    else if (!samePlaces(before.text, held.text))
      tell(
        `${format.title} does not hold the whole text of document ${document.id}, so nothing of it is restored`,
      );
    else return merged(document, before, held);
    return document;
  });
  return { documents: whole, found, problems };
}

/** Takes the first of these documents of one id that has the text, or else the first; they stand in their order. */
function taken(indices: number[], hasText: (index: number) => boolean): number | undefined {
  const [index] = indices.splice(Math.max(indices.findIndex(hasText), 0), 1);
  return index;
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
  const sameOne = finder(sameness);
  const kept = pairs.flatMap(([whole, held], index): T[] => {
    if (held === undefined) return whole === undefined ? [] : [whole];
    const now = unchanged[index] ?? sameOne(held);
    // What the format made up is not what a person added.
    return now === undefined || whole === undefined ? [] : [changed(whole, held, now)];
  });
  return { kept, added: [...left] };
}

/** What was kept, with the properties that are others now; of attributes, with those of them that are. */
function changed<T extends object>(whole: T, held: T, now: T): T {
  const names = [...new Set([...Object.keys(held), ...Object.keys(now)])] as (keyof T)[];
  const differing = names.filter((name) => JSON.stringify(held[name]) !== JSON.stringify(now[name]));
  const result = { ...whole };
  for (const name of differing) {
    const before = [whole[name], held[name], now[name]];
    const value = name === 'attributes' ? changedAttributes(before as (Attributes | undefined)[]) : now[name];
    if (value === undefined) delete result[name];
    else result[name] = value as T[typeof name];
  }
  return result;
}

function changedAttributes([whole = {}, held = {}, now = {}]: readonly (Attributes | undefined)[]):
  | Attributes
  | undefined {
  const gone = Object.keys(held).filter((name) => !Object.hasOwn(now, name));
  const added = Object.entries(now).filter(([name, value]) => held[name] !== value);
  const entries = Object.entries(whole).filter(([name]) => !gone.includes(name));
  const attributes = Object.fromEntries([...entries, ...added]);
  return Object.keys(attributes).length > 0 ? attributes : undefined;
}

/** Where a span of one text is in another that differs from it in blanks alone. */
function placing(from: string, to: string): (span: Span) => Span {
  if (from === to) return (span) => span;
  const before = placesIn(from);
  const unitOf: number[] = [];
  for (let at = 0; at < to.length; at++) if (/\S/.test(to[at]!)) unitOf.push(at);
  return ({ start, end }) => ({ start: unitOf[before[start]!]!, end: unitOf[before[end]! - 1]! + 1 });
}

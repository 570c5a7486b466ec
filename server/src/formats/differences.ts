import {
  type AnnotatedDocument,
  type EntityMention,
  extent,
  type Relation,
  wording,
} from '../annotation/model';
import { isUnlinked } from '../annotation/unlinked';

/** What two versions of a document can differ in, and how a person calls it, one and several. */
export const aspects = {
  document: ['document', 'documents'],
  documentId: ['id of a document', 'ids of documents'],
  blanks: ['text with other blanks or line breaks', 'texts with other blanks or line breaks'],
  text: ['text', 'texts'],
  passages: ['division of a text into passages', 'divisions of texts into passages'],
  documentAttributes: ['note about a document', 'notes about documents'],
  mention: ['mention', 'mentions'],
  gaps: ['gap of an interrupted mention', 'gaps of interrupted mentions'],
  type: ['type of a mention', 'types of mentions'],
  concepts: ['concept of a mention', 'concepts of mentions'],
  names: ['id made of a name that no terminology has', 'ids made of names that no terminology has'],
  identifier: ['way in which ids are written', 'ways in which ids are written'],
  conceptDetails: ['name or score of a concept', 'names or scores of concepts'],
  alternatives: ['list of other choices of a concept', 'lists of other choices of concepts'],
  score: ['score of a mention', 'scores of mentions'],
  origin: ['origin of a mention', 'origins of mentions'],
  attributes: ['note about a mention', 'notes about mentions'],
  relation: ['relation', 'relations'],
  relationScore: ['score of a relation', 'scores of relations'],
  relationOrigin: ['origin of a relation', 'origins of relations'],
  negation: ['negation of a relation', 'negations of relations'],
  evidence: ['evidence of a relation', 'evidence of relations'],
  relationAttributes: ['note about a relation', 'notes about relations'],
} as const;

export type Aspect = keyof typeof aspects;

/** One thing that is not the same in both versions. */
export interface Difference {
  readonly aspect: Aspect;
  /** The document's id before. */
  readonly document: string;
  /** What it was and what it is, for a person who looks for the cause; absent where it is not there at all. */
  readonly before?: string;
  readonly after?: string;
}

/**
 * What of documents is not the same any more. Documents stand in the same order in both; mentions are matched by their places, which count
 * characters that are not blank, so that a format which changes blanks does not lose every mention.
 */
export function differencesOf(
  before: readonly AnnotatedDocument[],
  after: readonly AnnotatedDocument[],
): Difference[] {
  const differences: Difference[] = [];
  before.forEach((document, index) => {
    const other = after[index];
    const tell: Tell = (aspect, from, to) => {
      const [was, is] = [shown(from), shown(to)];
      if (was !== is) differences.push({ aspect, document: document.id, before: was, after: is });
    };
    if (other === undefined) tell('document', document.id, undefined);
    else compareDocuments(document, other, tell);
  });
  for (const { id } of after.slice(before.length))
    differences.push({ aspect: 'document', document: id, after: id });
  return differences;
}

type Tell = (aspect: Aspect, before: unknown, after: unknown) => void;

const shown = (value: unknown): string | undefined => JSON.stringify(value);

function compareDocuments(before: AnnotatedDocument, after: AnnotatedDocument, tell: Tell): void {
  tell('documentId', before.id, after.id);
  tell(sameButForBlanks(before.text, after.text) ? 'blanks' : 'text', before.text, after.text);
  tell('passages', before.passages, after.passages);
  tell('documentAttributes', inOrder(before.attributes), inOrder(after.attributes));
  const places = [placesIn(before.text), placesIn(after.text)] as const;
  const paired = pairedMentions(before, after, places);
  for (const [mention, other] of paired)
    if (mention === undefined || other === undefined)
      tell('mention', mention && wording(before.text, mention), other && wording(after.text, other));
    else compareMentions(mention, other, places, tell);
  for (const [relation, other] of pairedRelations(before, after))
    if (relation === undefined || other === undefined)
      tell('relation', relation && claim(relation), other && claim(other));
    else compareRelations(relation, other, tell);
}

/** What stands on one side alone has no other. */
export type Pair<T> = readonly [before: T | undefined, after: T | undefined];

/**
 * Mentions of two versions of a document that are the same one, by their places; by wording and order where a format left out some of the text.
 * @param places how many characters that are not blank stand before each offset
 */
export function pairedMentions(
  before: AnnotatedDocument,
  after: AnnotatedDocument,
  places = [placesIn(before.text), placesIn(after.text)] as const,
): Pair<EntityMention>[] {
  const texts = [before.text, after.text] as const;
  const keyOf = equallyLong(...places)
    ? (mention: EntityMention, side: 0 | 1) => placed(mention, places[side])
    : (mention: EntityMention, side: 0 | 1) => unblanked(texts[side], mention);
  return pairs(before.mentions, after.mentions, [
    (mention, side) => JSON.stringify([keyOf(mention, side), mention]),
    (mention, side) => JSON.stringify([keyOf(mention, side), mention.type, idsOf(mention)]),
    keyOf,
  ]);
}

/** Relations of two versions of a document that are the same one. */
export const pairedRelations = (before: AnnotatedDocument, after: AnnotatedDocument): Pair<Relation>[] =>
  pairs(before.relations, after.relations, [
    (relation) => JSON.stringify([claim(relation), inOrder(relation.attributes), relation.score]),
    claim,
  ]);

const sameButForBlanks = (a: string, b: string): boolean => a.replace(/\s/g, '') === b.replace(/\s/g, '');

/** Whether the same places are in both texts. Characters that a format cannot hold have others in their stead, and leave places as they are. */
export const samePlaces = (a: string, b: string): boolean => equallyLong(placesIn(a), placesIn(b));

const equallyLong = (a: Uint32Array, b: Uint32Array): boolean => a[a.length - 1] === b[b.length - 1];

/** For each offset into a text how many characters before it are not blank. */
export function placesIn(text: string): Uint32Array {
  const places = new Uint32Array(text.length + 1);
  for (let at = 0; at < text.length; at++) places[at + 1] = places[at]! + (/\s/.test(text[at]!) ? 0 : 1);
  return places;
}

function placed(mention: EntityMention, places: Uint32Array): string {
  const { start, end } = extent(mention);
  return `${places[start]}-${places[end]}`;
}

function unblanked(text: string, mention: EntityMention): string {
  const { start, end } = extent(mention);
  return text.slice(start, end).replace(/\s/g, '');
}

const idsOf = ({ concepts }: EntityMention): string[] => concepts.map(({ id }) => id);

function compareMentions(
  before: EntityMention,
  after: EntityMention,
  [places, placesAfter]: readonly [Uint32Array, Uint32Array],
  tell: Tell,
): void {
  // Counted from the mention's begin: before it, text may be left out.
  const gaps = ({ spans }: EntityMention, of: Uint32Array) =>
    spans.map(({ start, end }) => [start, end].map((at) => of[at]! - of[spans[0].start]!));
  tell('gaps', gaps(before, places), gaps(after, placesAfter));
  tell('type', before.type, after.type);
  const onlyNames = [...before.concepts, ...after.concepts].every(({ id }) => isUnlinked(id));
  tell(onlyNames ? 'names' : 'concepts', idsOf(before), idsOf(after));
  tell('identifier', before.identifier, after.identifier);
  tell('conceptDetails', detailsOf(before), detailsOf(after));
  tell('alternatives', before.alternatives, after.alternatives);
  tell('score', before.score, after.score);
  tell('origin', before.origin, after.origin);
  tell('attributes', inOrder(before.attributes), inOrder(after.attributes));
}

/** What is told of concepts beside their ids; undefined where nothing is. */
function detailsOf({ concepts }: EntityMention): unknown {
  const details = concepts.map(({ name, score }) => [name, score]);
  return details.some(([name, score]) => name !== undefined || score !== undefined) ? details : undefined;
}

function compareRelations(before: Relation, after: Relation, tell: Tell): void {
  tell('relationScore', before.score, after.score);
  tell('relationOrigin', before.origin, after.origin);
  tell('negation', before.negated ?? false, after.negated ?? false);
  tell('evidence', before.evidence, after.evidence);
  tell('relationAttributes', inOrder(before.attributes), inOrder(after.attributes));
}

const claim = ({ type, subject, object }: Relation): string => `${type} ${subject} ${object}`;

/** Entries sorted by name: their order means nothing. */
const inOrder = (attributes: Readonly<Record<string, string>> | undefined): unknown =>
  attributes && Object.entries(attributes).sort(([a], [b]) => (a < b ? -1 : 1));

/** Items of both sides with equal keys, pair by pair in their order, by the strictest key first; those left over stand alone. */
function pairs<T>(
  before: readonly T[],
  after: readonly T[],
  keys: readonly ((item: T, side: 0 | 1) => string)[],
): Pair<T>[] {
  const paired: Pair<T>[] = [];
  let [left, right] = [before, after];
  for (const keyOf of keys) {
    const waiting = new Map<string, T[]>();
    for (const item of right) {
      const key = keyOf(item, 1);
      const same = waiting.get(key);
      if (same) same.push(item);
      else waiting.set(key, [item]);
    }
    left = left.filter((item) => {
      const match = waiting.get(keyOf(item, 0))?.shift();
      if (match !== undefined) paired.push([item, match]);
      return match === undefined;
    });
    right = [...waiting.values()].flat();
  }
  return [
    ...paired,
    ...left.map((item): Pair<T> => [item, undefined]),
    ...right.map((item): Pair<T> => [undefined, item]),
  ];
}

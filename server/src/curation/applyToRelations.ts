import {
  type ConceptId,
  type EntityMention,
  type Evidence,
  extent,
  type Relation,
} from '../annotation/model';
import { splitSentences } from '../text/sentences';
import { contains, type Span } from '../text/span';
import { spanOf } from './anchor';
import { type EvidencePlaces, isLater, type RelationDecision } from './decision';
import { placeKey, subjectOf } from './subject';

/** What relations are made of; `before` is compared with it. */
export interface DecidedRelations {
  readonly shown: readonly Relation[];
  readonly rejected: readonly Relation[];
  readonly decisions: ReadonlyMap<Relation, RelationDecision>;
  /** Those shown that no model has found. */
  readonly added: ReadonlySet<Relation>;
  readonly of: Pick<GivenRelations, 'predicted' | 'decisions'> & { readonly isNothingGone: boolean };
}

interface GivenRelations {
  readonly predicted: readonly Relation[];
  /** Those on relations. */
  readonly decisions: readonly RelationDecision[];
  /** What mentions meant and where they stood before persons decided on them, and none does any more; places by their keys. */
  gone(): { readonly concepts: ReadonlySet<ConceptId>; readonly places: ReadonlySet<string> };
  /** Mentions that stand and share a unit with a span, in order of reading. */
  over(span: Span): readonly EntityMention[];
}

/**
 * Relations as a model found and persons decided them. A predicted one whose mentions persons took away or linked elsewhere has nothing left that it
 * could be between, and goes; so does evidence of mentions that are gone.
 * @param before what came of it for the same text; the very same where nothing has changed since
 */
export function applyToRelations(
  text: string,
  given: GivenRelations,
  before?: DecidedRelations,
): DecidedRelations {
  const { predicted, decisions } = given;
  // Nothing is looked through for a text without relations.
  const gone = predicted.length > 0 ? given.gone() : undefined;
  const isNothingGone = gone === undefined || (gone.concepts.size === 0 && gone.places.size === 0);
  if (before?.of.isNothingGone && isNothingGone && isSameList(before.of.decisions, decisions)) return before;
  const decided = new Map<string, RelationDecision>();
  for (const decision of decisions) {
    const other = decided.get(subjectOf(decision));
    if (!other || isLater(decision, other)) decided.set(subjectOf(decision), decision);
  }
  const keyOf = ({ type, subject, object }: Relation) => JSON.stringify([type, subject, object]);
  const keyed = predicted.map((relation) => [keyOf(relation), relation] as const);
  const found = new Map(keyed);
  const undecided = keyed.flatMap(([key, relation]) => (decided.has(key) ? [] : [relation]));
  const persons = new Map<Relation, RelationDecision>();
  const rejected = new Map<Relation, RelationDecision>();
  for (const [key, decision] of decided) {
    const { holds, type, subject, object, note } = decision;
    const own = decision.evidence.flatMap((places) => evidenceOf(text, places));
    const evidence = own.length > 0 ? own : (found.get(key)?.evidence ?? []);
    const attributes = note !== undefined && { attributes: { note } };
    const relation = { type, subject, object, evidence, ...attributes };
    if (holds) persons.set({ ...relation, origin: 'user' }, decision);
    else rejected.set({ ...relation, origin: 'predicted' }, decision);
  }
  return {
    shown: [...persons.keys(), ...(gone ? stillBetween(undecided, gone, given.over) : undecided)],
    rejected: [...rejected.keys()],
    decisions: new Map([...persons, ...rejected]),
    added: new Set([...persons.keys()].filter((relation) => !found.has(keyOf(relation)))),
    of: { predicted, decisions, isNothingGone },
  };
}

const isSameList = (a: readonly unknown[], b: readonly unknown[]): boolean =>
  a.length === b.length && a.every((each, at) => each === b[at]);

function stillBetween(
  relations: readonly Relation[],
  { concepts, places }: ReturnType<GivenRelations['gone']>,
  over: GivenRelations['over'],
): Relation[] {
  // A boundary that a person has moved takes no claim away: evidence is where the concept stands over the same words.
  const standing = (span: Span, concept: ConceptId): Span | undefined => {
    if (!places.has(placeKey([span]))) return span;
    const there = over(span).find((mention) => mention.concepts.some(({ id }) => id === concept));
    return there && extent(there);
  };
  return relations
    .filter(({ subject, object }) => !concepts.has(subject) && !concepts.has(object))
    .flatMap((relation): Relation[] => {
      const evidence = relation.evidence.flatMap((each): Evidence[] => {
        const subject = standing(each.subject, relation.subject);
        const object = standing(each.object, relation.object);
        if (subject === each.subject && object === each.object) return [each];
        return subject && object ? [{ ...each, subject, object }] : [];
      });
      if (isSameList(evidence, relation.evidence)) return [relation];
      return evidence.length > 0 ? [{ ...relation, evidence }] : [];
    });
}

/** A document may have a thousand decisions on relations, and its text is looked into for each only when it has changed. */
const known = new WeakMap<EvidencePlaces, { readonly text: string; readonly evidence: Evidence[] }>();

function evidenceOf(text: string, places: EvidencePlaces): readonly Evidence[] {
  const before = known.get(places);
  if (before?.text === text) return before.evidence;
  const evidence = evidenceIn(text, places);
  known.set(places, { text, evidence });
  return evidence;
}

/** Evidence that still stands in the text, with the sentence that it is in: where it is in two, from the one to the other. */
function evidenceIn(text: string, places: EvidencePlaces): Evidence[] {
  if (places.subject.lost || places.object.lost) return [];
  const [subject, object] = [spanOf(places.subject), spanOf(places.object)];
  const hull = { start: Math.min(subject.start, object.start), end: Math.max(subject.end, object.end) };
  const paragraph = paragraphAround(text, hull);
  const sentences = splitSentences(text, paragraph);
  const first = sentences.find(({ end }) => end > hull.start);
  const last = sentences.find(({ end }) => end >= hull.end);
  const sentence = first && last ? { start: first.start, end: last.end } : hull;
  return [{ sentence: contains(sentence, hull) ? sentence : hull, subject, object }];
}

/** So far around evidence its sentence is looked for, in UTF-16 units: a text may be one paragraph of megabytes, and is edited. */
const farthest = 4_000;

/** Between the blank lines around a stretch, or so far as a sentence may reach. */
function paragraphAround(text: string, { start, end }: Span): Span {
  const from = Math.max(0, start - farthest);
  const before = [...text.slice(from, start).matchAll(/\n\s*\n/g)].at(-1);
  const after = /\n\s*\n/.exec(text.slice(end, end + farthest));
  return {
    start: before ? from + before.index + before[0].length : from,
    end: after ? end + after.index : Math.min(text.length, end + farthest),
  };
}

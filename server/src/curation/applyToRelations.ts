import {
  type Annotations,
  type ConceptId,
  type EntityMention,
  type Evidence,
  extent,
  type Relation,
} from '../annotation/model';
import { OverlapIndex } from '../text/overlapIndex';
import { splitSentences } from '../text/sentences';
import { contains, type Span } from '../text/span';
import { spanOf } from './anchor';
import type { EvidencePlaces, RelationDecision } from './decision';
import { placeKey, subjectOf } from './subject';

interface DecidedRelations {
  readonly shown: readonly Relation[];
  readonly rejected: readonly Relation[];
  readonly decisions: ReadonlyMap<Relation, RelationDecision>;
}

/**
 * Relations as a model found and persons decided them. A predicted one whose mentions persons took away or linked elsewhere has nothing left that it
 * could be between, and goes; so does evidence of mentions that are gone.
 * @param mentions those that stand, persons' among them
 */
export function applyToRelations(
  text: string,
  given: {
    readonly predicted: Annotations;
    readonly mentions: readonly EntityMention[];
    readonly decisions: readonly RelationDecision[];
  },
): DecidedRelations {
  const { predicted, mentions, decisions } = given;
  const decided = new Map(decisions.map((decision) => [subjectOf(decision), decision]));
  const keyOf = ({ type, subject, object }: Relation) => JSON.stringify([type, subject, object]);
  const found = new Map(predicted.relations.map((relation) => [keyOf(relation), relation]));
  const undecided = predicted.relations.filter((relation) => !decided.has(keyOf(relation)));
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
    shown: [...persons.keys(), ...stillBetween(undecided, predicted.mentions, mentions)],
    rejected: [...rejected.keys()],
    decisions: new Map([...persons, ...rejected]),
  };
}

function stillBetween(
  relations: readonly Relation[],
  before: readonly EntityMention[],
  now: readonly EntityMention[],
): Relation[] {
  const [concepts, places] = [gone(before, now, conceptsOf), gone(before, now, placesOf)];
  let index: OverlapIndex<EntityMention> | undefined;
  // A boundary that a person has moved takes no claim away: evidence is where the concept stands over the same words.
  const standing = (span: Span, concept: ConceptId): Span | undefined => {
    if (!places(placeKey([span]))) return span;
    index ??= new OverlapIndex(now, extent);
    const over = index.overlapping(span).find((mention) => mention.concepts.some(({ id }) => id === concept));
    return over && extent(over);
  };
  return relations
    .filter(({ subject, object }) => !concepts(subject) && !concepts(object))
    .flatMap((relation): Relation[] => {
      const evidence = relation.evidence.flatMap((each): Evidence[] => {
        const subject = standing(each.subject, relation.subject);
        const object = standing(each.object, relation.object);
        if (subject === each.subject && object === each.object) return [each];
        return subject && object ? [{ ...each, subject, object }] : [];
      });
      if (
        evidence.every((each, at) => each === relation.evidence[at]) &&
        evidence.length === relation.evidence.length
      )
        return [relation];
      return evidence.length > 0 ? [{ ...relation, evidence }] : [];
    });
}

/** Tells of a name whether mentions had it before, and have it no more. Nothing is looked through for a text without relations. */
function gone(
  before: readonly EntityMention[],
  now: readonly EntityMention[],
  namesOf: (mention: EntityMention) => readonly string[],
): (name: string) => boolean {
  let known: ReadonlySet<string> | undefined;
  return (name) => {
    if (!known) {
      // Most mentions are the very same: only of the others the names are compared.
      const still = new Set(now);
      const lost = new Set(before.filter((mention) => !still.has(mention)).flatMap(namesOf));
      if (lost.size > 0) for (const mention of now) for (const each of namesOf(mention)) lost.delete(each);
      known = lost;
    }
    return known.has(name);
  };
}

const conceptsOf = ({ concepts }: EntityMention): string[] => concepts.map(({ id }) => id);

const placesOf = (mention: EntityMention): string[] => [placeKey([extent(mention)])];

/** Evidence that still stands in the text, with the sentence that it is in: where it is in two, from the one to the other. */
function evidenceOf(text: string, places: EvidencePlaces): Evidence[] {
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

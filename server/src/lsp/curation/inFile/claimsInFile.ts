import { qualifiedConceptId } from '../../../annotation/conceptId';
import { type EntityMention, type Evidence, extent, type Relation } from '../../../annotation/model';
import { spanOf } from '../../../curation/anchor';
import type { RelationDecision } from '../../../curation/decision';
import type { Stretch } from '../../../formats/layout/corpusFile';
import type { DocumentLayout } from '../../../formats/layout/layout';
import type { Span } from '../../../text/span';
import { indexAt } from './placesInFile';
import type { Shown, ShownIn } from './shown';

const claimOf = ({ type, subject, object }: Pick<Relation, 'type' | 'subject' | 'object'>): string =>
  JSON.stringify([type, qualifiedConceptId(subject), qualifiedConceptId(object)]);

/** A model relates concepts of the whole file: each document has what it gives evidence of. */
export function relationsBy(stretches: readonly Stretch[], relations: readonly Relation[]): Relation[][] {
  const by: Relation[][] = [];
  for (const relation of relations) {
    const evidence = new Map<number, Evidence[]>();
    for (const each of relation.evidence) {
      const index = indexAt(stretches, each.subject.start);
      if (index === indexAt(stretches, each.object.start))
        evidence.set(index, [...(evidence.get(index) ?? []), each]);
    }
    for (const [index, own] of evidence) {
      if (index < 0) continue;
      by[index] ??= [];
      by[index].push(own.length === relation.evidence.length ? relation : { ...relation, evidence: own });
    }
  }
  return by;
}

export function decidedBy(stretches: readonly Stretch[], decisions: readonly RelationDecision[]) {
  const by: RelationDecision[][] = [];
  for (const decision of decisions) {
    const [first] = decision.evidence.filter(({ subject }) => !subject.lost);
    const index = first ? indexAt(stretches, first.subject.start) : -1;
    if (index < 0) continue;
    by[index] ??= [];
    by[index].push(decision);
  }
  return by;
}

export function claimsIn(
  layout: DocumentLayout,
  index: number,
  mentions: readonly Shown<EntityMention>[],
  predicted: readonly Relation[],
  decisions: readonly RelationDecision[],
): ShownIn<Relation> {
  const found = new Map(predicted.map((each) => [claimOf(each), each]));
  const decided = new Map(decisions.map((each) => [claimOf(each), each]));
  const shown: Shown<Relation>[] = [];
  for (const own of layout.document?.relations ?? []) {
    const claim = claimOf(own);
    const same = found.get(claim);
    const decision = decided.get(claim);
    const evidence = same?.evidence ?? placesOf(own, mentions);
    shown.push({
      annotation: { ...(same ?? own), subject: own.subject, object: own.object, evidence },
      index,
      own,
      ...(same && { predicted: same }),
      ...(decision && { decision }),
    });
    found.delete(claim);
    decided.delete(claim);
  }
  const ids = new Set(
    mentions.flatMap(({ annotation }) => annotation.concepts.map(({ id }) => qualifiedConceptId(id))),
  );
  const rejected: Shown<Relation>[] = [];
  for (const [claim, decision] of decided) {
    const { type, subject, object, holds } = decision;
    const evidence = found.get(claim)?.evidence ?? decision.evidence.flatMap(evidenceOf);
    const annotation: Relation = { type, subject, object, evidence, origin: holds ? 'user' : 'predicted' };
    (holds ? shown : rejected).push({ annotation, index, decision });
    found.delete(claim);
  }
  for (const annotation of found.values())
    if (ids.has(qualifiedConceptId(annotation.subject)) && ids.has(qualifiedConceptId(annotation.object)))
      shown.push({ annotation, index });
  return { shown, rejected };
}

function evidenceOf({ subject, object }: RelationDecision['evidence'][number]): Evidence[] {
  if (subject.lost || object.lost) return [];
  return [betweenPlaces(spanOf(subject), spanOf(object))];
}

/** Where the text names both concepts nearest to each other: a file need not say where a relation is told. */
function placesOf({ subject, object }: Relation, mentions: readonly Shown<EntityMention>[]): Evidence[] {
  const of = (end: string) =>
    mentions
      .filter(({ annotation, own }) => own && annotation.concepts.some(({ id }) => id === end))
      .map(({ annotation }) => extent(annotation));
  const objects = of(object);
  const distance = (a: Span, b: Span) => Math.max(a.start - b.end, b.start - a.end);
  const [nearest] = of(subject)
    .flatMap((from) => objects.map((to) => ({ from, to, apart: distance(from, to) })))
    .sort((a, b) => a.apart - b.apart);
  return nearest ? [betweenPlaces(nearest.from, nearest.to)] : [];
}

const betweenPlaces = (subject: Span, object: Span): Evidence => ({
  sentence: { start: Math.min(subject.start, object.start), end: Math.max(subject.end, object.end) },
  subject,
  object,
});

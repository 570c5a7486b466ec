import { inOrder } from '../../../annotation/besideMentions';
import { qualifiedConceptId } from '../../../annotation/conceptId';
import { type Annotations, type EntityMention, extent, type Relation } from '../../../annotation/model';
import { applyDecisions } from '../../../curation/applyDecisions';
import type { CuratedAnnotations } from '../../../curation/curatedText';
import type { Decision, MentionDecision, RelationDecision } from '../../../curation/decision';
import { placeKey } from '../../../curation/subject';
import type { CorpusFile, Stretch } from '../../../formats/layout/corpusFile';
import type { DocumentLayout } from '../../../formats/layout/layout';
import type { Span } from '../../../text/span';
import { claimsIn, decidedBy, relationsBy } from './claimsInFile';
import { placesInFile } from './placesInFile';
import { saidByFile } from './saidByFile';
import type { Shown, ShownIn } from './shown';

/** What is said in a corpus file: its own annotations, and beside them what a model finds and nobody has rejected. */
export interface FileView {
  readonly annotations: CuratedAnnotations;
  readonly mentions: ReadonlyMap<EntityMention, Shown<EntityMention>>;
  readonly relations: ReadonlyMap<Relation, Shown<Relation>>;
}

/**
 * Lays what a file says over what a model finds. What the model has at the same place with the same type is the file's; what it has besides stands beside it.
 * Decisions are those that the file cannot say.
 * @param predicted in order of reading
 */
export function viewOf(file: CorpusFile, predicted: Annotations, decisions: readonly Decision[]): FileView {
  const mentionDecisions = decisions.filter((each) => each.kind === 'mention');
  const relationDecisions = decisions.filter((each) => each.kind === 'relation');
  const left = applyDecisions(file.text, { mentions: predicted.mentions, relations: [] }, mentionDecisions);
  const mentions = new Map<EntityMention, Shown<EntityMention>>();
  const relations = new Map<Relation, Shown<Relation>>();
  const rejected: { mentions: EntityMention[]; relations: Relation[] } = { mentions: [], relations: [] };
  const behind = new Map<EntityMention | Relation, MentionDecision | RelationDecision>();
  const parts = partedBy(file.stretches, { mentions: left.mentions, rejected: left.rejected.mentions });
  const relationsIn = relationsBy(file.stretches, predicted.relations);
  const decidedIn = decidedBy(file.stretches, relationDecisions);
  file.stretches.forEach((stretch, index) => {
    const layout = stretch.layout(index);
    const here = mentionsIn(layout, stretch, index, parts[index]!, left.decisions);
    for (const each of here.shown) mentions.set(each.annotation, each);
    for (const each of here.rejected) {
      rejected.mentions.push(each.annotation);
      mentions.set(each.annotation, each);
    }
    const claimed = claimsIn(layout, index, here.shown, relationsIn[index] ?? [], decidedIn[index] ?? []);
    for (const each of claimed.shown) relations.set(each.annotation, each);
    for (const each of claimed.rejected) {
      rejected.relations.push(each.annotation);
      relations.set(each.annotation, each);
    }
  });
  const isRejected = new Set<unknown>([...rejected.mentions, ...rejected.relations]);
  for (const each of [...mentions.values(), ...relations.values()]) {
    const decision = each.own ? saidByFile(each) : each.decision;
    if (decision) behind.set(each.annotation, decision);
  }
  return {
    annotations: {
      mentions: inOrder([...mentions.keys()].filter((each) => !isRejected.has(each))),
      relations: [...relations.keys()].filter((each) => !isRejected.has(each)),
      rejected: { mentions: inOrder(rejected.mentions), relations: rejected.relations },
      decisions: behind,
    },
    mentions,
    relations,
  };
}

/** Lists of mentions, each in order of reading, cut where documents begin and end. */
function partedBy(
  stretches: readonly Stretch[],
  lists: { readonly mentions: readonly EntityMention[]; readonly rejected: readonly EntityMention[] },
) {
  const cut = (list: readonly EntityMention[]) => {
    let next = 0;
    return stretches.map(({ start, end }) => {
      const own: EntityMention[] = [];
      for (; next < list.length && extent(list[next]!).start < end; next++)
        if (extent(list[next]!).start >= start) own.push(list[next]!);
      return own;
    });
  };
  const [mentions, rejected] = [cut(lists.mentions), cut(lists.rejected)];
  return stretches.map((_, index) => ({ mentions: mentions[index]!, rejected: rejected[index]! }));
}

/** Same words, same type; a mention whose words stand on lines of their own is known by its ends. */
function keyOf(spans: readonly Span[], isInterrupted: boolean, type: string): string {
  const [first, last] = [spans[0]!, spans[spans.length - 1]!];
  return `${isInterrupted ? placeKey(spans) : `${first.start} ${last.end}`} ${type}`;
}

function mentionsIn(
  layout: DocumentLayout,
  stretch: Stretch,
  index: number,
  {
    mentions,
    rejected,
  }: { readonly mentions: readonly EntityMention[]; readonly rejected: readonly EntityMention[] },
  decisions: CuratedAnnotations['decisions'],
): ShownIn<EntityMention> {
  const decisionOf = (each: EntityMention) => decisions.get(each) as MentionDecision | undefined;
  const waiting = new Map<string, EntityMention>();
  for (const each of [...rejected, ...mentions])
    for (const isInterrupted of [false, true]) waiting.set(keyOf(each.spans, isInterrupted, each.type), each);
  const taken = new Set<EntityMention>();
  const shown: Shown<EntityMention>[] = [];
  for (const own of layout.document?.mentions ?? []) {
    const [first, ...rest] = placesInFile(layout, stretch, own.spans);
    if (!first) continue;
    const spans = [first, ...rest] as const;
    const found = waiting.get(keyOf(spans, own.spans.length > 1, own.type));
    const other = found && !taken.has(found) ? found : undefined;
    if (other) taken.add(other);
    const decision = other && decisionOf(other);
    const predicted = other?.origin === 'user' ? undefined : other;
    shown.push({
      annotation: predicted
        ? { ...predicted, concepts: namedAs(own, predicted) }
        : { ...own, spans: spans as EntityMention['spans'] },
      index,
      own,
      ...(predicted && { predicted }),
      ...(decision && { decision }),
    });
  }
  const asShown = (annotation: EntityMention): Shown<EntityMention> => {
    const decision = decisionOf(annotation);
    return { annotation, index, ...(decision && { decision }) };
  };
  const isLeft = (each: EntityMention) => !taken.has(each);
  return {
    shown: [...shown, ...mentions.filter(isLeft).map(asShown)],
    rejected: rejected.filter(isLeft).map(asShown),
  };
}

/** The file's ids, with the names that the model knows them by. */
const namedAs = (own: EntityMention, predicted: EntityMention): EntityMention['concepts'] =>
  own.concepts.map((concept) => {
    const same = predicted.concepts.find(
      ({ id }) => qualifiedConceptId(id) === qualifiedConceptId(concept.id),
    );
    return same?.name === undefined ? concept : { ...concept, name: same.name };
  });

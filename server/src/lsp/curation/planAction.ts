import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { EntityMention, Relation } from '../../annotation/model';
import type { MentionAction } from '../../curation/decideMention';
import { type Decision, isLost } from '../../curation/decision';
import type { Plan } from '../../curation/plan';
import { placeKey } from '../../curation/subject';
import { relationWords } from '../../languageService/concepts';
import { Failure } from '../../platform/failure';
import type { CurationAction, CurationTargets, MentionTarget, RelationTarget } from '../../protocol/curation';
import type { Span } from '../../text/span';
import { type Alike, alikeIn, alikeTo, mayHold, placesOf, type Words, wordsAt, wordsOf } from './alike';
import type { CuratedDocument } from './curatedDocument';
import { rangeSpans, selectedEvidence, selectedSpans } from './selectedSpans';

/** A document as the person who decides sees it, and what will be changed in it. */
export interface Planned {
  readonly document: TextDocument;
  readonly annotations: CuratedDocument;
  readonly decisions: readonly Decision[];
  readonly plan: Plan;
}

/** What is meant elsewhere when a person does something to all that is alike. */
export type Wanted =
  | { readonly kind: 'mention'; readonly alike: Alike }
  | { readonly kind: 'words'; readonly words: Words }
  | { readonly kind: 'relation'; readonly target: RelationTarget };

/**
 * Plans what a person does to what is named in one document.
 * @param everywhere whether anybody asks what is alike
 * @returns what it was done to, as the text calls it, and what is alike
 * @throws Failure with a sentence where what is named is not there
 */
export function planAction(
  action: CurationAction,
  { mentions = [], relations = [], decisions = [] }: CurationTargets,
  planned: Planned,
  everywhere: boolean,
): { readonly names: string[]; readonly wanted: Wanted[] } {
  if (action.kind === 'addRelation') return { names: [addRelation(action, planned)], wanted: [] };
  const text = planned.document.getText();
  if (action.kind === 'add') {
    const all = mentions.map(({ ranges }) => selectedSpans(planned.document, ranges));
    for (const spans of all) addMention(action, spans, planned);
    const single = all.flatMap(([first, ...rest]) => (rest.length === 0 ? [first] : []));
    const wanted = single.map((span): Wanted => ({ kind: 'words', words: wordsAt(text, span) }));
    return { names: all.map((spans) => wordsOf(text, spans)), wanted: onceEach(wanted) };
  }
  const onMention = mentionAction(action, planned.document);
  const named = mentions.length > 0 ? mentionsAt(mentions, planned) : [];
  for (const mention of named) planned.plan.onMention(mention, onMention);
  const names = [
    ...named.map(({ spans }) => wordsOf(text, spans)),
    ...relations.map((target) => onRelation(action, target, planned)),
    ...decisions.map((id) => onDecision(action, id, planned)),
  ];
  if (!everywhere) return { names, wanted: [] };
  const alike = named.map((mention): Wanted => {
    return { kind: 'mention', alike: alikeTo(text, planned.annotations, mention, onMention) };
  });
  const claims = relations.map((target): Wanted => ({ kind: 'relation', target }));
  return { names, wanted: onceEach([...alike, ...claims]) };
}

/** A person may have selected a name's thousand mentions: what is alike is looked for once. */
export const onceEach = <Kind>(wanted: readonly Kind[]): Kind[] => [
  ...new Map(wanted.map((each) => [JSON.stringify(each), each])).values(),
];

/**
 * Plans the same for all that is alike in a document.
 * @returns what it was done to besides, as the text calls it
 */
export function planAlike(action: CurationAction, wanted: readonly Wanted[], planned: Planned): string[] {
  const { document, annotations, plan } = planned;
  const text = document.getText();
  return wanted.flatMap((each): string[] => {
    if (each.kind === 'words') {
      if (action.kind !== 'add') return [];
      const places = placesOf(text, annotations, each.words, action.type).filter(
        (place) => !plan.isPlanned(place),
      );
      for (const place of places) addMention(action, [place], planned);
      return places.map((place) => wordsOf(text, [place]));
    }
    if (action.kind === 'add' || action.kind === 'addRelation') return [];
    if (each.kind === 'relation')
      return relationIn(each.target, annotations) ? [onRelation(action, each.target, planned)] : [];
    // Where stretches are given they are those of one mention.
    if (action.kind === 'setRanges') return [];
    const others = alikeIn(text, annotations, each.alike, action).filter(
      (mention) => !plan.mentions.has(mention),
    );
    for (const mention of others) plan.onMention(mention, action);
    return others.map(({ spans }) => wordsOf(text, spans));
  });
}

/** False only where nothing in a text can be alike, so that it need not be analysed. */
export const mayConcern = (text: string, wanted: readonly Wanted[]): boolean =>
  wanted.some(
    (each) =>
      each.kind === 'relation' ||
      (each.kind === 'words' ? text.includes(each.words.words) : mayHold(text, each.alike.name)),
  );

type ActionOnGiven = Exclude<CurationAction, { kind: 'add' | 'addRelation' }>;

const mentionAction = (action: ActionOnGiven, document: TextDocument): MentionAction =>
  action.kind === 'setRanges' ? { kind: 'setSpans', spans: selectedSpans(document, action.ranges) } : action;

/** Mentions as they are named; what is shown comes before what was rejected at the same place. */
function mentionsAt(targets: readonly MentionTarget[], { document, annotations }: Planned): EntityMention[] {
  const named = targets.map(({ ranges, type }) => ({ spans: rangeSpans(document, ranges), type }));
  // A person may have selected thousands: mentions are gone through once.
  const starts = new Set(named.map(({ spans }) => spans[0]!.start));
  const candidates = new Map<string, EntityMention[]>();
  for (const mention of [...annotations.mentions, ...annotations.rejected.mentions]) {
    if (!starts.has(mention.spans[0].start)) continue;
    const key = placeKey(mention.spans);
    candidates.set(key, [...(candidates.get(key) ?? []), mention]);
  }
  const found = named.map(({ spans, type }) => {
    const there = candidates.get(placeKey(spans)) ?? [];
    const mention = there.find((each) => type === undefined || each.type === type);
    if (!mention) throw new Failure(`“${wordsOf(document.getText(), spans)}” is not marked (any more).`);
    return mention;
  });
  return [...new Set(found)];
}

function relationIn(
  { type, subject, object }: RelationTarget,
  { relations, rejected }: CuratedDocument,
): Relation | undefined {
  const isIt = (relation: Relation) =>
    relation.type === type && relation.subject === subject && relation.object === object;
  return relations.find(isIt) ?? rejected.relations.find(isIt);
}

function onRelation(
  action: ActionOnGiven,
  target: RelationTarget,
  { document, annotations, plan }: Planned,
): string {
  const relation = relationIn(target, annotations);
  if (!relation)
    throw new Failure(
      `“${relationWords(document.getText(), annotations.mentions, target)}” is not there (any more).`,
    );
  const { kind } = action;
  if (kind === 'note') plan.onRelation(relation, action);
  else if (kind === 'accept' || kind === 'reject' || kind === 'clear') plan.onRelation(relation, { kind });
  else throw new Failure('A relation can be accepted, rejected, noted on, or added; it has no boundaries.');
  return relationWords(document.getText(), annotations.mentions, relation);
}

function onDecision(
  action: ActionOnGiven,
  id: string,
  { document, annotations, decisions, plan }: Planned,
): string {
  const decision = decisions.find((each) => each.id === id);
  if (!decision) throw new Failure(`There is no decision ${id} (any more).`);
  const isLostMention = decision.kind === 'mention' && isLost(decision);
  switch (action.kind) {
    case 'accept':
    case 'reject':
      if (isLostMention)
        throw new Failure(
          `“${decision.place.text}” is not found in the text any more. Select the words that are meant and put the decision on them, or take it back.`,
        );
      if (action.kind === 'accept') plan.prefer(decision);
      else plan.remove(decision);
      break;
    case 'clear':
      plan.remove(decision);
      break;
    case 'setRanges':
      if (decision.kind === 'relation')
        throw new Failure(
          'A relation has no words of its own. Accept it where it holds without the sentences that are gone, or take it back.',
        );
      plan.place(decision, selectedSpans(document, action.ranges));
      break;
    case 'note':
      plan.note(decision, action.note);
      break;
    default:
      throw new Failure('A decision can be taken for right, taken back, put in another place, or noted on.');
  }
  if (decision.kind !== 'relation') return decision.place?.text ?? 'a note';
  const { type, subject, object } = decision;
  return relationWords(document.getText(), annotations.mentions, { type, subject, object });
}

function addMention(
  { type, concepts }: Extract<CurationAction, { kind: 'add' }>,
  spans: readonly [Span, ...Span[]],
  { plan }: Planned,
): void {
  plan.addMention({ spans, type, ...(concepts && { concepts }) });
}

function addRelation(
  action: Extract<CurationAction, { kind: 'addRelation' }>,
  { document, annotations, plan }: Planned,
): string {
  const { type, subject, object } = action;
  const relation = { type, subject, object, evidence: selectedEvidence(document, action) };
  plan.addRelation(relation);
  return relationWords(document.getText(), annotations.mentions, relation);
}

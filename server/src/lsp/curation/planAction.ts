import type { Range, TextDocument } from 'vscode-languageserver-textdocument';
import type { EntityMention, Relation } from '../../annotation/model';
import type { MentionAction } from '../../curation/decideMention';
import type { Decision } from '../../curation/decision';
import type { Plan } from '../../curation/plan';
import { Failure } from '../../platform/failure';
import type { CurationAction, CurationTargets, MentionTarget, RelationTarget } from '../../protocol/curation';
import type { Span } from '../../text/span';
import { alikeIn, placesAlike, wordsOf } from './alike';
import type { CuratedDocument } from './curation';

/** A document as the person who decides sees it, and what will be changed in it. */
export interface Planned {
  readonly document: TextDocument;
  readonly annotations: CuratedDocument;
  readonly decisions: readonly Decision[];
  readonly plan: Plan;
}

/**
 * Plans what a person does to what is named in one document.
 * @param everywhere also to all mentions in the document that are alike
 * @returns what it was done to, as the text calls it
 * @throws Failure with a sentence where what is named is not there
 */
export function planAction(
  action: CurationAction,
  { mentions = [], relations = [], decisions = [] }: CurationTargets,
  planned: Planned,
  everywhere: boolean,
): string[] {
  if (action.kind === 'addRelation') return [addRelation(action, planned)];
  if (action.kind === 'add')
    return mentions.flatMap(({ ranges }) => addMention(action, ranges, planned, everywhere));
  return [
    ...onMentions(action, mentions, planned, everywhere),
    ...relations.map((target) => onRelation(action, target, planned)),
    ...decisions.map((id) => onDecision(action, id, planned)),
  ];
}

type ActionOnGiven = Exclude<CurationAction, { kind: 'add' | 'addRelation' }>;

function onMentions(
  action: ActionOnGiven,
  targets: readonly MentionTarget[],
  planned: Planned,
  everywhere: boolean,
): string[] {
  const { document, annotations, plan } = planned;
  const text = document.getText();
  const named = targets.map((target) => mentionAt(target, planned));
  const onMention = mentionAction(action, document);
  const all = everywhere ? named.flatMap((mention) => alikeIn(text, annotations, mention, onMention)) : named;
  const once = [...new Set(all)];
  for (const mention of once) plan.onMention(mention, onMention);
  return once.map((mention) => wordsOf(text, mention.spans));
}

const mentionAction = (action: ActionOnGiven, document: TextDocument): MentionAction =>
  action.kind === 'setRanges' ? { kind: 'setSpans', spans: spansOf(document, action.ranges) } : action;

function mentionAt({ ranges, type }: MentionTarget, { document, annotations }: Planned): EntityMention {
  const spans = rangeSpans(document, ranges);
  const isIt = (mention: EntityMention) =>
    (type === undefined || mention.type === type) &&
    mention.spans.length === spans.length &&
    mention.spans.every(({ start, end }, at) => start === spans[at]!.start && end === spans[at]!.end);
  const found = annotations.mentions.find(isIt) ?? annotations.rejected.mentions.find(isIt);
  if (!found) throw new Failure(`“${wordsOf(document.getText(), spans)}” is not marked (any more).`);
  return found;
}

function onRelation(action: ActionOnGiven, target: RelationTarget, { annotations, plan }: Planned): string {
  const isIt = ({ type, subject, object }: Relation) =>
    type === target.type && subject === target.subject && object === target.object;
  const relation = annotations.relations.find(isIt) ?? annotations.rejected.relations.find(isIt);
  if (!relation) throw new Failure(`${nameOf(target)} is not there (any more).`);
  const { kind } = action;
  if (kind === 'note') plan.onRelation(relation, action);
  else if (kind === 'accept' || kind === 'reject' || kind === 'clear') plan.onRelation(relation, { kind });
  else throw new Failure('A relation can be accepted, rejected, noted on, or added; it has no boundaries.');
  return nameOf(target);
}

const nameOf = ({ type, subject, object }: RelationTarget): string => `${type} of ${subject} and ${object}`;

function onDecision(action: ActionOnGiven, id: string, { document, decisions, plan }: Planned): string {
  const decision = decisions.find((each) => each.id === id);
  if (!decision) throw new Failure(`There is no decision ${id} (any more).`);
  switch (action.kind) {
    case 'accept':
      plan.prefer(decision);
      break;
    case 'reject':
    case 'clear':
      plan.remove(decision);
      break;
    case 'setRanges':
      plan.place(decision, spansOf(document, action.ranges));
      break;
    case 'note':
      plan.note(decision, action.note);
      break;
    default:
      throw new Failure('A decision can be taken for right, taken back, put in another place, or noted on.');
  }
  return decision.kind === 'relation' ? nameOf(decision) : (decision.place?.text ?? 'a note');
}

function addMention(
  { type, concepts }: Extract<CurationAction, { kind: 'add' }>,
  ranges: readonly [Range, ...Range[]],
  planned: Planned,
  everywhere: boolean,
): string[] {
  const { document, annotations, plan } = planned;
  const spans = spansOf(document, ranges);
  const all = everywhere ? [spans, ...placesAlike(document.getText(), annotations, spans, type)] : [spans];
  for (const each of all) plan.addMention({ spans: each, type, ...(concepts && { concepts }) });
  return all.map((each) => wordsOf(document.getText(), each));
}

function addRelation(
  action: Extract<CurationAction, { kind: 'addRelation' }>,
  { document, plan }: Planned,
): string {
  const { type, subject, object, evidence = [] } = action;
  const places = evidence.map((each) => {
    const [from] = spansOf(document, [each.subject]);
    const [to] = spansOf(document, [each.object]);
    const sentence = { start: Math.min(from.start, to.start), end: Math.max(from.end, to.end) };
    return { sentence, subject: from, object: to };
  });
  plan.addRelation({ type, subject, object, evidence: places });
  return nameOf(action);
}

/** What a person has selected, without the blanks around it. @throws Failure where nothing else is in it */
function spansOf(document: TextDocument, ranges: readonly [Range, ...Range[]]): [Span, ...Span[]] {
  const text = document.getText();
  const [first, ...rest] = rangeSpans(document, ranges)
    .map(({ start, end }) => {
      const words = text.slice(start, end);
      return {
        start: start + words.length - words.trimStart().length,
        end: end - words.length + words.trimEnd().length,
      };
    })
    .filter(({ start, end }) => start < end)
    .sort((a, b) => a.start - b.start);
  if (!first) throw new Failure('Select the words of the mention first.');
  return [first, ...rest];
}

const rangeSpans = (document: TextDocument, ranges: readonly Range[]): Span[] =>
  ranges.map(({ start, end }) => ({ start: document.offsetAt(start), end: document.offsetAt(end) }));

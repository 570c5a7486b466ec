import type { Decided, MentionView, RelationView } from '../../../server/src/protocol/annotations';
import type {
  CurationStateParams,
  CurationTargets,
  DecisionView,
} from '../../../server/src/protocol/curation';
import { relationVerb } from '../../../server/src/protocol/vocabulary';

/** In lines and characters (UTF-16 units), both from 0. */
export interface Stretch {
  readonly start: { readonly line: number; readonly character: number };
  readonly end: { readonly line: number; readonly character: number };
}

export interface Mark {
  readonly ranges: readonly Stretch[];
  readonly type: string;
  readonly text: string;
  readonly links: MentionView['concepts'];
  readonly score?: number;
  readonly uncertainty: number;
  readonly decided?: Decided;
}

/** What is shown in a document, as far as it can be decided on. */
export interface Marks {
  readonly mentions: readonly Mark[];
  readonly relations: readonly RelationView[];
  readonly rejected: readonly Mark[];
  readonly rejectedRelations: readonly RelationView[];
}

export type ItemState = 'undecided' | Decided['verdict'] | 'lost' | 'disputed' | 'note';

/** Something that a person decides on, or has decided on. */
export interface CurationItem {
  /** The same as long as it is shown, whatever is decided on it. */
  readonly key: string;
  readonly kind: 'mention' | 'relation' | 'decision';
  readonly state: ItemState;
  /** What the text calls it. */
  readonly label: string;
  readonly type: string;
  /** Ids of concepts. */
  readonly concepts: readonly string[];
  /** What terminologies call the concepts, where they know them. */
  readonly meaning?: string;
  /** Where it stands, from its first unit to its last; absent for a remark on a whole document. */
  readonly place?: Stretch;
  /** How likely it has to be corrected, from 0 to 1. */
  readonly uncertainty: number;
  /** From 0 to 1: how sure the model is; absent where no model says so. */
  readonly score?: number;
  /** What a request names it by. */
  readonly target: Omit<CurationTargets, 'uri' | 'version'>;
  readonly decided?: Pick<Decided, 'by' | 'when' | 'note'>;
  /** A sentence more: what a decision says. */
  readonly detail?: string;
}

/** Everything that a document's curation is about: mentions in order of reading, relations, then decisions that need somebody. */
export const itemsOf = (
  marks: Marks,
  state?: Pick<CurationStateParams, 'lost' | 'disputed' | 'notes'>,
): CurationItem[] => [
  ...marks.mentions.map(madeOnce(mentionItem)),
  ...marks.rejected.map(madeOnce(mentionItem)),
  ...[...marks.relations, ...marks.rejectedRelations].map(madeOnce(relationItem)),
  ...(state?.lost ?? []).map(
    ({ text, before, after, near, ...decision }): CurationItem => ({
      ...decisionItem(decision, 'lost'),
      label: text,
      place: { start: near, end: near },
      detail: `${decision.says}; it stood in “${before}${text}${after}”`,
    }),
  ),
  ...(state?.disputed ?? []).flatMap(({ range, about, one, other }) =>
    [one, other].map((decision, index) => ({
      ...decisionItem(decision, 'disputed'),
      key: `disputed ${one.decision} ${other.decision} ${index}`,
      ...(range && { place: range }),
      detail: `the other says ${(index === 0 ? other : one).says} (${about.join(', ')})`,
    })),
  ),
  ...(state?.notes ?? []).map(
    ({ decision, by, when, note, range }): CurationItem => ({
      ...decisionItem({ decision, by, when, says: note }, 'note'),
      decided: { by, when, note },
      ...(range && { place: range }),
    }),
  ),
];

function mentionItem({ ranges, type, text, links, score, uncertainty, decided }: Mark): CurationItem {
  const names = links.flatMap(({ name }) => name ?? []);
  return {
    key: `mention ${ranges.map(written).join(' ')} ${type}`,
    kind: 'mention',
    state: decided?.verdict ?? 'undecided',
    label: text.replace(/\s+/g, ' '),
    type,
    concepts: links.map(({ id }) => id),
    ...(names.length > 0 && { meaning: names.join(' + ') }),
    place: { start: ranges[0]!.start, end: ranges.at(-1)!.end },
    uncertainty,
    score,
    target: { mentions: [{ ranges: ranges.map(plainRange) as [Stretch, ...Stretch[]], type }] },
    decided,
  };
}

function relationItem(relation: RelationView): CurationItem {
  const { type, subject, object, score, uncertainty, decided, evidence, negated, document } = relation;
  const claimedIn = document === undefined ? {} : { document };
  const [best] = evidence;
  const concepts = [subject.concept, object.concept].filter((id) => id !== undefined);
  return {
    key: `relation ${type} ${subject.id} ${object.id}${document === undefined ? '' : ` ${document}`}`,
    kind: 'relation',
    state: decided?.verdict ?? 'undecided',
    label: `${subject.name} ${relationVerb(type, 'subject', negated)} ${object.name}`,
    type,
    concepts,
    ...(best && { place: hullOf(best.subject, best.object) }),
    uncertainty,
    score,
    target: { relations: [{ type, subject: subject.id, object: object.id, ...claimedIn }] },
    decided,
  };
}

const decisionItem = (
  { decision, by, when, says }: DecisionView,
  state: 'lost' | 'disputed' | 'note',
): CurationItem => ({
  key: `${state} ${decision}`,
  kind: 'decision',
  state,
  label: says,
  type: '',
  concepts: [],
  uncertainty: 0,
  target: { decisions: [decision] },
  decided: { by, when },
});

const made = new WeakMap<object, CurationItem>();

/** What has not changed stays the same item, so that lists see at once what has. */
const madeOnce =
  <View extends object>(make: (view: View) => CurationItem) =>
  (view: View): CurationItem => {
    const item = made.get(view) ?? make(view);
    made.set(view, item);
    return item;
  };

function hullOf(one: Stretch, other: Stretch): Stretch {
  const [first, second] = comparePositions(one.start, other.start) <= 0 ? [one, other] : [other, one];
  return {
    start: first.start,
    end: comparePositions(first.end, second.end) >= 0 ? first.end : second.end,
  };
}

/** Negative where `a` stands before `b`. */
export const comparePositions = (a: Stretch['start'], b: Stretch['start']): number =>
  a.line - b.line || a.character - b.character;

/** As the protocol has it: VS Code's own ranges write themselves as lists. */
export const plainRange = ({ start, end }: Stretch): Stretch => ({
  start: { line: start.line, character: start.character },
  end: { line: end.line, character: end.character },
});

const written = ({ start, end }: Stretch): string =>
  `${start.line}:${start.character}-${end.line}:${end.character}`;

/** What is asked about an item, in a line. */
export function summaryOf({ kind, label, type, concepts, meaning, score, state }: CurationItem): string {
  const isSaid = meaning?.toLowerCase() === label.toLowerCase();
  const what = kind === 'relation' ? [`${label}?`, type] : [type, isSaid ? undefined : meaning, ...concepts];
  const sure = score === undefined ? undefined : `${Math.round(score * 100)} %`;
  return [...what, state === 'undecided' ? sure : state].filter(Boolean).join(' · ');
}

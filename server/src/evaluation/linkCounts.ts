import type { AnnotatedDocument } from '../annotation/model';
import type { Count } from './count';
import { type Hits, Tally } from './figures';
import { type Mention, mentionOf, type SidePair } from './side';

/** The chosen concepts and this many less one alternatives are looked at for `link_acc5_TYPE`. */
const mostChoices = 5;

/** Names annotated no more often than this in what a model learned from are rare. */
const rareCount = 1;

/**
 * How well mentions are linked whose span and type are right.
 *
 * - `link_acc_TYPE`: share from 0 to 1 of those with an id that were given the same ids; `link_acc5_TYPE`: share whose ids are among the first five
 *   choices, where the predictions tell of alternatives.
 * - `nil_TYPE`: precision and recall of "not in the terminology"; where gold has mentions of the type with ids and without.
 * - With `seen`, the same shares for names (in lower case, with their type) that are annotated there and that are not: `link_acc_seen_TYPE` and
 *   `link_acc_unseen_TYPE`; for those annotated at most once: `link_acc_rare_TYPE`; and for those that have been given different ids, there or in
 *   gold: `link_acc_ambiguous_TYPE`.
 */
export function countLinks(
  pairs: readonly SidePair[],
  types: readonly string[],
  seen?: readonly AnnotatedDocument[],
): Count[] {
  const groupsOf = seen ? nameGroups(seen, pairs) : () => [];
  const shares = new Map<string, { readonly right: Tally; readonly amongFirst: Tally }>();
  const nil = new Map<string, Tally>(types.map((type) => [type, new Tally(pairs.length)]));
  const tellsAlternatives = pairs.some(([, { mentions }]) => mentions.some((each) => each.alternatives));
  for (const [document, [gold, predicted]] of pairs.entries()) {
    const found = new Map(predicted.mentions.map((mention) => [placeKey(mention), mention]));
    for (const mention of gold.mentions) {
      const linked = found.get(placeKey(mention));
      if (linked === undefined) continue;
      const { type, concepts } = mention;
      nil.get(type)?.compare(document, markOfNone(concepts), markOfNone(linked.concepts));
      if (concepts.size === 0 || !types.includes(type)) continue;
      const choices = [linked.concepts, ...(linked.alternatives ?? [])].slice(0, mostChoices);
      for (const group of ['', ...groupsOf(mention)]) {
        const key = groupKey(group, type);
        const share = shares.get(key) ?? {
          right: new Tally(pairs.length),
          amongFirst: new Tally(pairs.length),
        };
        shares.set(key, share);
        share.right.count(document, rightOrNot(sameSet(linked.concepts, concepts)));
        share.amongFirst.count(document, rightOrNot(choices.some((choice) => sameSet(choice, concepts))));
      }
    }
  }
  const inOrder = types.flatMap((type) =>
    ['', 'seen', 'unseen', 'rare', 'ambiguous'].map((group) => ({ group, type })),
  );
  const ofLinks = inOrder.flatMap(({ group, type }): Count[] => {
    const share = shares.get(groupKey(group, type));
    if (!share) return [];
    const suffix = group === '' ? '' : `_${group}`;
    const count = (measure: string, tally: Tally): Count => ({ measure, type, form: 'share', tally });
    return [
      count(`link_acc${suffix}`, share.right),
      ...(tellsAlternatives ? [count(`link_acc5${suffix}`, share.amongFirst)] : []),
    ];
  });
  const ofNil = [...nil].flatMap(([type, tally]): Count[] => {
    const { tp, fn } = tally.hits;
    // A corpus that links nothing, or everything, says nothing of what is in no terminology.
    return shares.has(groupKey('', type)) && tp + fn > 0
      ? [{ measure: 'nil', type, form: 'figures', tally }]
      : [];
  });
  return [...ofLinks, ...ofNil];
}

const groupKey = (group: string, type: string): string => `${group}\t${type}`;

const rightOrNot = (right: boolean): Hits => ({ tp: right ? 1 : 0, fp: 0, fn: right ? 0 : 1 });

/** The groups of names that a gold mention counts in. */
function nameGroups(
  seen: readonly AnnotatedDocument[],
  pairs: readonly SidePair[],
): (mention: Mention) => string[] {
  const known = seen.flatMap(({ text, mentions }) => mentions.map((mention) => mentionOf(text, mention)));
  const counts = new Map<string, number>();
  for (const mention of known) counts.set(nameKey(mention), (counts.get(nameKey(mention)) ?? 0) + 1);
  const meanings = new Map<string, Set<string>>();
  for (const mention of [...known, ...pairs.flatMap(([gold]) => gold.mentions)]) {
    if (mention.concepts.size === 0) continue;
    const meant = meanings.get(nameKey(mention)) ?? new Set();
    meanings.set(nameKey(mention), meant.add([...mention.concepts].sort().join('|')));
  }
  return (mention) => {
    const count = counts.get(nameKey(mention)) ?? 0;
    return [
      count > 0 ? 'seen' : 'unseen',
      ...(count <= rareCount ? ['rare'] : []),
      ...((meanings.get(nameKey(mention))?.size ?? 0) > 1 ? ['ambiguous'] : []),
    ];
  };
}

const none: ReadonlySet<string> = new Set(['none']);
const some: ReadonlySet<string> = new Set();

const markOfNone = (concepts: ReadonlySet<string>): ReadonlySet<string> =>
  concepts.size === 0 ? none : some;

const placeKey = ({ type, place }: Mention): string => `${place}\t${type}`;

const nameKey = ({ type, name }: Mention): string => `${name}\t${type}`;

const sameSet = (a: ReadonlySet<string>, b: ReadonlySet<string>): boolean =>
  a.size === b.size && [...a].every((each) => b.has(each));

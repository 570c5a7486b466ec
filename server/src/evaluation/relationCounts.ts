import type { AnnotatedDocument } from '../annotation/model';
import { comparablePairs, pairKey } from './comparablePairs';
import type { Count } from './count';
import { Tally } from './figures';
import { type Side, type SidePair, sidesById, typesOf } from './side';

/** Relations by type and altogether; with `seen`, the pairs of concepts that are in this relation there, and those that are not, as well. */
export function countRelations(pairs: readonly SidePair[], seen?: readonly AnnotatedDocument[]): Count[] {
  const types = typesOf(pairs.flatMap(([gold]) => gold.relations));
  const known = seen && [...sidesById(seen).values()];
  const all = new Tally(pairs.length);
  const count = (measure: string, type: string, tally: Tally): Count => ({
    measure,
    type,
    form: 'figures',
    tally,
  });
  const ofTypes = types.map((type) => {
    const tally = countPairs(pairs, type);
    all.add(tally);
    return count('relation', type, tally);
  });
  const bySeen = types.flatMap((type) => {
    if (!known) return [];
    const related = new Set(known.flatMap((side) => [...pairsOf(side, type)]));
    return [
      count(
        'relation_seen',
        type,
        countPairs(pairs, type, (pair) => related.has(pair)),
      ),
      count(
        'relation_unseen',
        type,
        countPairs(pairs, type, (pair) => !related.has(pair)),
      ),
    ];
  });
  return [...ofTypes, ...(types.length > 1 ? [count('relation', 'all', all)] : []), ...bySeen];
}

/** Pairs of ids in relations of one type. @param counts which pairs do; all of them where not given */
export function countPairs(pairs: readonly SidePair[], type: string, counts = (_: string) => true): Tally {
  const tally = new Tally(pairs.length);
  for (const [document, [gold, predicted]] of pairs.entries())
    tally.compare(
      document,
      new Set([...pairsOf(gold, type)].filter(counts)),
      new Set([...pairsOf(predicted, type)].filter(counts)),
    );
  return tally;
}

const pairsOf = ({ relations }: Side, type: string): Set<string> =>
  new Set(comparablePairs(relations, type).map(pairKey));

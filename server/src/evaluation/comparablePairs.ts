import type { Relation } from '../annotation/model';
import { comparableIds } from './conceptSet';

/** The pairs of comparable ids that relations of one type join; a composite id stands for each of its parts. */
export const comparablePairs = (
  relations: readonly Relation[],
  type: string,
): { readonly subject: string; readonly object: string }[] =>
  relations
    .filter((relation) => relation.type === type)
    .flatMap(({ subject, object }) =>
      idsOrItself(subject).flatMap((a) => idsOrItself(object).map((b) => ({ subject: a, object: b }))),
    );

/** A pair as a key of a set. */
export const pairKey = ({ subject, object }: { readonly subject: string; readonly object: string }): string =>
  `${subject}\t${object}`;

const idsOrItself = (id: string): string[] => {
  const ids = comparableIds(id);
  return ids.length > 0 ? ids : [id];
};

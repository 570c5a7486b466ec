import { type CurationItem, itemsOf, type Mark } from '../../../../client/src/curation/curationItem';
import type { Decided } from '../../../../server/src/protocol/annotations';

/** A mention on one line. */
export const mark = (
  text: string,
  [line, start]: readonly [number, number],
  more: Partial<Mark> & { readonly verdict?: Decided['verdict'] } = {},
): Mark => {
  const { verdict, ...others } = more;
  const range = { start: { line, character: start }, end: { line, character: start + text.length } };
  const decided = verdict && { decision: 'm1', verdict, by: 'Ada', when: '2026-01-02T03:04:05Z' };
  return {
    ranges: [range],
    type: 'Disease',
    text,
    links: [],
    score: 0.9,
    uncertainty: 1 - (more.score ?? 0.9),
    decided,
    ...others,
  };
};

export const itemsIn = (mentions: readonly Mark[], rejected: readonly Mark[] = []): readonly CurationItem[] =>
  itemsOf({ mentions, rejected, relations: [], rejectedRelations: [] });

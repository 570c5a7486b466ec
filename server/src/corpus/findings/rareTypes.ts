import { counted } from '../../platform/counted';
import type { FindingPlace } from '../model';
import { type Check, found } from './check';

/** Types that documents to learn from have too few mentions of. */
export const rareTypes: Check = function* ({ documents, rare }) {
  const types = new Map<string, { mentions: number; place: () => Omit<FindingPlace, 'message'> }>();
  for (const { document, source, split } of documents) {
    if (split === 'train')
      for (const mention of document.mentions) {
        const known = types.get(mention.type);
        if (known) known.mentions++;
        else types.set(mention.type, { mentions: 1, place: () => source.ofAnnotation(document, mention) });
      }
    yield;
  }
  const few = [...types]
    .filter(([, { mentions }]) => mentions < rare)
    .sort(([, a], [, b]) => a.mentions - b.mentions);
  return found(
    {
      kind: 'rareType',
      severity: 'warning',
      title: 'Types with few mentions',
      message: `From fewer than ${rare} mentions a type is learned badly or not at all. Annotate more of it, or give it the name of a wider type.`,
    },
    few.map(([type, { mentions, place }]) => ({
      ...place(),
      message: counted(mentions, 'mention'),
      text: type,
    })),
  );
};

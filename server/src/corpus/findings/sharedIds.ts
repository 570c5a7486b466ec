import { counted } from '../../platform/counted';
import type { FindingPlace } from '../model';
import type { SourcedDocument } from '../source';
import { type Check, found } from './check';

/** Ids that name several documents of unlike texts. Where the texts are alike, that is told already. */
export const sharedIds: Check = function* ({ documents }) {
  const first = new Map<string, SourcedDocument>();
  const within: FindingPlace[] = [];
  const between: FindingPlace[] = [];
  for (const each of documents) {
    const { document, source, split } = each;
    const before = first.get(document.id);
    if (!before) first.set(document.id, each);
    else if (before.document.text !== document.text) {
      const apart = split !== before.split;
      (apart && !isCounter(document.id) ? between : within).push({
        ...source.ofDocument(document),
        message: `document ${document.id} of ${split} has another text than the one of ${apart ? before.split : 'that id before'}`,
        other: before.source.ofDocument(before.document),
      });
    }
    yield;
  }
  return [
    ...found(
      {
        kind: 'sharedId',
        severity: 'warning',
        title: 'Ids that stand in two splits with other texts',
        message: `${counted(between.length, 'document')} ${between.length === 1 ? 'has' : 'have'} the id of one in another split. Where they are parts of one article, scores will be better than elsewhere: keep the parts of an article in one split.`,
      },
      between,
    ),
    ...found(
      {
        kind: 'repeatedId',
        severity: 'note',
        title: 'Ids that name several documents',
        message: `${counted(within.length, 'document')} ${within.length === 1 ? 'has' : 'have'} the id of one before, with another text. Scores take documents of one id together.`,
      },
      within,
    ),
  ];
};

/** A short number: files that count their documents have the same ones, and that says nothing. */
const isCounter = (id: string): boolean => /^\d{1,5}$/.test(id);

import { cutUnits } from '../../pipeline/units';
import { counted } from '../../platform/counted';
import { passageWords } from '../../text/words';
import type { FindingPlace } from '../model';
import { type Check, found } from './check';

/** Documents that are not read in one piece, the longest first. */
export const longDocuments: Check = function* ({ documents, base }) {
  const limit = base?.sequenceWords ?? Number.POSITIVE_INFINITY;
  const long: { words: number; place: () => FindingPlace }[] = [];
  let inParts = 0;
  let inWindows = 0;
  for (const { document, source } of documents) {
    const parts = cutUnits(document.text, document.passages).map(({ passages }) =>
      passages.reduce((words, passage) => words + passageWords(document.text, passage).length, 0),
    );
    const words = parts.reduce((sum, each) => sum + each, 0);
    const isLong = parts.some((each) => each > limit);
    if (parts.length > 1) inParts++;
    if (isLong) inWindows++;
    if (parts.length > 1 || isLong)
      long.push({
        words,
        place: () => ({
          ...source.ofDocument(document),
          message: `document ${document.id}: ${counted(words, 'word')}${parts.length > 1 ? ` in ${parts.length} parts` : ''}`,
        }),
      });
    yield;
  }
  const messages = [
    inParts > 0 &&
      `${counted(inParts, 'document')} of several paragraphs ${inParts === 1 ? 'is' : 'are'} read in parts, and relations are looked for within a part alone.`,
    inWindows > 0 &&
      `${counted(inWindows, 'document')} ${inWindows === 1 ? 'holds' : 'hold'} a part of more than the ${limit} words that the model reads at once; ${inWindows === 1 ? 'it is' : 'these are'} read in windows that overlap.`,
  ];
  return found(
    {
      kind: 'longDocument',
      severity: 'note',
      title: 'Documents that are read in several pieces',
      message: messages.filter((each) => each !== false).join(' '),
    },
    long.sort((a, b) => b.words - a.words).map(({ place }) => place()),
  );
};

import { counted } from '../../platform/counted';
import { sharedRun } from '../../text/comparedWords';
import { type Finding, type FindingPlace, type SplitName, splitNames } from '../model';
import { leastWords, type Overlap, overlapsOf } from '../overlap/overlaps';
import type { SourcedDocument } from '../source';
import { type Check, found, mostPlaces } from './check';

/** The longest stretch that is quoted, in UTF-16 units. */
const longestQuote = 120;

/** Texts that stand in more than one place: in two splits, where they spoil what is measured, or twice in one. */
export const sharedTexts: Check = function* ({ documents }) {
  const parts = splitNames.filter((name) => documents.some(({ split }) => split === name));
  // What is measured on comes last, so that each of its documents is held against all that is learned from.
  const ordered = parts.flatMap((name) => documents.filter(({ split }) => split === name));
  const overlaps = yield* overlapsOf(
    ordered.map(({ document, split }) => ({ text: document.text, part: parts.indexOf(split) })),
    parts.length,
  );
  const told = overlaps.map(
    (overlap): Told => ({
      ...overlap,
      place: () => placeOf(overlap, ordered),
      split: ordered[overlap.document].split,
      from: ordered[overlap.other].split,
    }),
  );
  const between = parts.flatMap((split) =>
    parts
      .filter((from) => splitNames.indexOf(from) < splitNames.indexOf(split))
      .map((from) => ({ split, from })),
  );
  return [
    ...between.flatMap(({ split, from }) => sharedBetween(split, from, told)),
    ...parts.flatMap((split) => repeatedIn(split, told)),
  ];
};

interface Told extends Overlap {
  readonly split: SplitName;
  /** The split of the other document. */
  readonly from: SplitName;
  readonly place: () => FindingPlace;
}

function sharedBetween(split: SplitName, from: SplitName, told: readonly Told[]): Finding[] {
  const shared = told
    .filter((each) => each.split === split && each.from === from)
    .sort((a, b) => b.share - a.share);
  const versions = shared.filter(({ isVersion, isShort }) => isVersion && !isShort);
  const passages = shared.filter(({ isVersion }) => !isVersion);
  const short = shared.filter(({ isShort }) => isShort);
  const same = versions.filter(({ sameText }) => sameText).length;
  return [
    ...found(
      {
        kind: 'leak',
        severity: 'warning',
        title: `Documents of ${split} are in ${from} as well`,
        message: `${counted(versions.length, 'document')} of ${split} ${versions.length === 1 ? 'stands' : 'stand'} in ${from}, too, ${same === versions.length ? 'word for word' : same === 0 ? 'in another version' : `${same.toLocaleString('en')} of them word for word`}. ${spoils[split]} Take them out of one of the two.`,
      },
      placed(versions),
      versions.length,
    ),
    ...found(
      {
        kind: 'sharedPassage',
        severity: 'note',
        title: `Passages of ${split} are in ${from} as well`,
        message: `${counted(passages.length, 'document')} of ${split} ${passages.length === 1 ? 'shares' : 'share'} ${sharedRun} words in a row or more with documents of ${from}, and less than half of the text: often stock phrases, sometimes two reports of one study.`,
      },
      placed(passages),
      passages.length,
    ),
    ...found(
      {
        kind: 'shortText',
        severity: 'note',
        title: `Very short texts of ${split} are in ${from} as well`,
        message: `${counted(short.length, 'document')} of ${split} ${short.length === 1 ? 'is a text' : 'are texts'} of fewer than ${leastWords} words that ${from} has, too, headings for example.`,
      },
      placed(short),
      short.length,
    ),
  ];
}

function repeatedIn(split: SplitName, told: readonly Told[]): Finding[] {
  const twice = told.filter(
    (each) => each.split === split && each.from === split && each.isVersion && !each.isShort,
  );
  return found(
    {
      kind: 'duplicate',
      severity: 'note',
      title: `Documents of ${split} that stand there more than once`,
      message: `${counted(twice.length, 'document')} of ${split} ${twice.length === 1 ? 'is a version of one' : 'are versions of others'} before. Each counts; where they are annotated differently, a model learns both.`,
    },
    placed(twice),
    twice.length,
  );
}

const placed = (told: readonly Told[]): FindingPlace[] =>
  told.slice(0, mostPlaces).map(({ place }) => place());

const spoils: Readonly<Record<SplitName, string>> = {
  train: '',
  dev: 'The scores on it will be better than elsewhere, and the wrong epoch may be chosen.',
  test: 'The scores on it will be better than elsewhere.',
};

function placeOf(
  { document, other, sameText, share, longest }: Overlap,
  ordered: readonly SourcedDocument[],
): FindingPlace {
  const one = ordered[document];
  const two = ordered[other];
  const text = one.document.text.slice(longest.start, longest.end);
  const how = sameText ? 'the same text' : `${Math.max(1, Math.round(100 * share))} % in common`;
  return {
    ...one.source.ofText(one.document, longest.start),
    message: `${how}: document ${one.document.id} and document ${two.document.id} of ${two.split}`,
    text: text.length > longestQuote ? `${text.slice(0, longestQuote)}…` : text,
    other: two.source.ofDocument(two.document),
  };
}

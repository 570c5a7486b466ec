import type { Candidates, UnitConcept } from './candidates';
import type { FeatureRow } from './featureRow';
import { hashSequence } from './featureRow';
import type { PairFacts } from './pairFacts';
import { hashString, type UnitWords } from './unitWords';

const presences = [0, 1, 2, 3];
const titleWord = presences.map((presence) => hashString(`title word ${presence}`));
const titlePair = presences.map((presence) => hashString(`title words ${presence}`));
const anyWord = presences.map((presence) => [
  hashString(`word of the text, apart ${presence}`),
  hashString(`word of the text, together ${presence}`),
]);
const [subjectMark, objectMark, start, end] = ['<subject>', '<object>', '<start>', '<end>'].map(hashString);

/** What does not depend on the pair is found once a unit. */
export interface DocumentWords {
  /** For each word of the title its hash, and the mention that it is the first word of, or −1. */
  readonly title: readonly { readonly hash: number; readonly mention: number }[];
  /** Hashes of the unit's words of letters that are in no mention, each once. */
  readonly all: readonly number[];
}

export function documentWords({ unit }: Candidates, words: UnitWords): DocumentWords {
  const title: { hash: number; mention: number }[] = [];
  const all = new Set<number>();
  for (const [word, span] of unit.words.entries()) {
    const inTitle = unit.title && span.start >= unit.title.start && span.start < unit.title.end;
    if (inTitle && words.hashes[word] !== 0)
      title.push({ hash: words.hashes[word], mention: words.mentions[word] });
    if (words.mentions[word] < 0 && words.isLetters[word]) all.add(words.hashes[word]);
  }
  return { title, all: [...all] };
}

/**
 * What the text is about, for a pair: the words of its title, single and two by two, with the pair's own mentions marked, and all words of the
 * text. The same word tells other things of a pair that the title names than of one that it does not.
 */
export function addDocumentWords(
  row: FeatureRow,
  { title, all }: DocumentWords,
  pair: PairFacts,
  mentionsOf: ReadonlyMap<UnitConcept, ReadonlySet<number>>,
): void {
  const presence = Number(pair.subject.inTitle) * 2 + Number(pair.object.inTitle);
  const [subject, object] = [mentionsOf.get(pair.subject.concept)!, mentionsOf.get(pair.object.concept)!];
  const marked = title.map(({ hash, mention }) =>
    subject.has(mention) ? subjectMark : object.has(mention) ? objectMark : hash,
  );
  let before = start;
  for (const hash of [...marked, end]) {
    row.add(titleWord[presence], hash);
    row.add(titlePair[presence], hashSequence([before, hash]));
    before = hash;
  }
  const group = anyWord[presence][Number(pair.together.length > 0)];
  for (const hash of all) row.add(group, hash);
}

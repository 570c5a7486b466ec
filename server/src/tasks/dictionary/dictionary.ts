import { DictionaryMatcher } from '../../terminology/dictionaryMatcher';
import type { TermIndex } from '../../terminology/index/termIndex';
import { type TermHit, Terminologies } from '../../terminology/terminologies';
import { detached } from '../../text/detached';
import type { Reading } from '../reading';
import { classesOfName, termClasses } from './termClasses';
import { TermWords } from './termWords';
import { readTermWords } from './termWordsFile';

/** For each class: B, I, E and S of a name; whether names hold the word, and how often; whether it is their head, and how often. */
const featuresPerClass = 8;

/** Numbers that a dictionary says of each word. */
export const dictionaryFeatures = featuresPerClass * termClasses.length;

/** Features are kept as bytes; this one is 1. */
export const dictionaryOne = 255;

/** Words are mostly those of other texts; the cache starts afresh when it holds this many, some 10 MB. */
const mostKnown = 100_000;

/**
 * What the names of a term index say of the words of a text, as features of a network: which words are names of each class of terms, the longest
 * ones, and how usual a word is in such names. The classes do not see each other: a chemical's long name hides no disease.
 */
export class Dictionary {
  private readonly matcher: DictionaryMatcher;
  private readonly terms: TermWords;
  private readonly known = new Map<string, Uint8Array>();

  private constructor(index: TermIndex) {
    this.matcher = new DictionaryMatcher(new Terminologies([index]));
    this.terms = readTermWords(index) ?? TermWords.of(index);
  }

  /** The dictionary of an index, made once. */
  static of(index: TermIndex): Dictionary {
    const made = dictionaries.get(index) ?? new Dictionary(index);
    dictionaries.set(index, made);
    return made;
  }

  /** @returns row-major [words × dictionaryFeatures], in parts of `dictionaryOne` */
  features({ text, words, passages }: Pick<Reading, 'text' | 'words' | 'passages'>): Uint8Array {
    const features = new Uint8Array(words.length * dictionaryFeatures);
    for (const [word, { start, end }] of words.entries())
      features.set(this.usage(text.slice(start, end)), word * dictionaryFeatures);
    for (const { start, end } of passages) {
      const free = termClasses.map(() => 0);
      for (const { first, last, hits } of this.matcher.namesIn(text, words.slice(start, end)))
        for (const place of this.placesOf(hits)) {
          if (first < free[place]) continue;
          markName(features, start + first, start + last, place * featuresPerClass);
          free[place] = last + 1;
        }
    }
    return features;
  }

  /** Places of the classes that a name speaks for. */
  private placesOf(hits: readonly TermHit[]): number[] {
    const classes = hits.reduce(
      (all, { concept, kind }) => all | classesOfName(this.terms.classes[concept], kind),
      0,
    );
    return [...termClasses.keys()].filter((place) => classes & (1 << place));
  }

  /** The part of a word's features that it has wherever it stands. */
  private usage(word: string): Uint8Array {
    let features = this.known.get(word);
    if (!features) {
      if (this.known.size >= mostKnown) this.known.clear();
      features = new Uint8Array(dictionaryFeatures);
      for (const [i, count] of this.terms.of(word).entries()) {
        const at = (i >> 1) * featuresPerClass + 4 + 2 * (i & 1);
        features[at] = count > 0 ? dictionaryOne : 0;
        features[at + 1] = count;
      }
      this.known.set(detached(word), features);
    }
    return features;
  }
}

/** S, or B, I … I, E, in the four columns from `column` on. */
function markName(features: Uint8Array, first: number, last: number, column: number): void {
  for (let word = first; word <= last; word++) {
    const part = first === last ? 3 : word === first ? 0 : word === last ? 2 : 1;
    features[word * dictionaryFeatures + column + part] = dictionaryOne;
  }
}

const dictionaries = new WeakMap<TermIndex, Dictionary>();

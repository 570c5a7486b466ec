import type { Given } from '../annotation/given';
import {
  type AnnotatedDocument,
  type Annotations,
  type ConceptLink,
  type Document,
  type EntityMention,
  wording,
} from '../annotation/model';
import type { UserWord } from '../annotation/userWord';
import { read } from '../tasks/reading';
import { Gene, Other } from '../terminology/concept';
import { type DictionaryMatch, DictionaryMatcher } from '../terminology/dictionaryMatcher';
import { isHighlighted } from '../terminology/highlighted';
import type { TermHit, Terminologies } from '../terminology/terminologies';
import type { Span } from '../text/span';
import type { AnnotateOptions } from './pipeline';
import { UnitCache } from './unitCache';
import { cutUnits, type Unit } from './units';
import { UserWords } from './userWords';
import { mentionsWithin, wholeDocument } from './wholeDocument';

/** Reads documents with terminologies alone: marks the longest names, and looks for no relations. Needs no model and no loading. */
export class DictionaryReader {
  readonly #matcher: DictionaryMatcher;
  #cache = new UnitCache();
  #words: UserWords | undefined;

  constructor(readonly terminologies: Terminologies) {
    this.#matcher = new DictionaryMatcher(
      terminologies,
      (hit) => typeOf(hit) !== Other && isHighlighted(hit),
    );
  }

  /** What a person says of names counts from now on. @param words as `settleWords` leaves them */
  useWords(words: readonly UserWord[]): void {
    this.#cache = new UnitCache();
    this.#words = new UserWords(words, (id) => this.terminologies.preferredName(id));
  }

  /** The same parts as a model reads a document in. */
  cut({ text, passages }: Document): Unit[] {
    return cutUnits(text, passages);
  }

  /**
   * The annotations of one part. Spans index the whole document.
   * @param given given spans have the concepts that a person decided on, or else the first of their name and type
   */
  annotateUnit(document: Document | AnnotatedDocument, unit: Unit, given: Given = 'none'): Annotations {
    if (given !== 'none') {
      const mentions = mentionsWithin(document, unit);
      if (given === 'entities') return { mentions, relations: [] };
      const linked = mentions.map((each) => this.#linked(document.text, each));
      const decided = this.#words?.decide(read(document.text, unit.passages), linked) ?? linked;
      return { mentions: decided, relations: [] };
    }
    const known = this.#cache.get(document.text, unit);
    if (known) return known;
    const stretches = unit.passages.flatMap(({ prose }) => prose);
    const mentions = stretches.flatMap((stretch) => this.#mentionsIn(document.text, stretch));
    const found = { mentions: this.#decided(document.text, unit, mentions), relations: [] };
    this.#cache.set(document.text, unit, found);
    return found;
  }

  /** @throws the signal's reason, once it is aborted, between two parts */
  async annotate(
    document: Document | AnnotatedDocument,
    { given = 'none', signal, onProgress }: AnnotateOptions,
  ): Promise<Annotations> {
    const units = this.cut(document);
    const parts = units.map((unit, i) => {
      signal?.throwIfAborted();
      onProgress?.(i + 1, units.length);
      return this.annotateUnit(document, unit, given);
    });
    return wholeDocument(document, units, parts, given);
  }

  #mentionsIn(text: string, stretch: Span): EntityMention[] {
    return this.#matcher
      .match(text, stretch)
      .filter((match) => !isPlainWord(text, match))
      .map(({ start, end, hits }) => ({
        spans: [{ start, end }],
        type: typeOf(hits[0]),
        concepts: [linkTo(hits[0])],
        origin: 'dictionary',
      }));
  }

  #decided(text: string, { passages }: Unit, mentions: readonly EntityMention[]): readonly EntityMention[] {
    if (!this.#words) return mentions;
    const reading = read(text, passages);
    return this.#words.decide(reading, this.#words.mark(reading, mentions));
  }

  #linked(text: string, mention: EntityMention): EntityMention {
    const hits = this.terminologies.lookup(wording(text, mention));
    const hit = hits.find(({ index, concept }) => index.types(concept).includes(mention.type));
    return { ...mention, concepts: hit ? [linkTo(hit)] : [] };
  }
}

const typeOf = ({ index, concept }: TermHit): string => index.types(concept)[0] ?? Other;

const linkTo = ({ index, concept }: TermHit): ConceptLink => ({
  id: index.id(concept),
  name: index.preferredName(concept),
});

/** Genes are called IMPACT, REST and CLOCK; a text that says "impact" in small letters means none of them. */
const isPlainWord = (text: string, { start, end, hits: [hit] }: DictionaryMatch): boolean =>
  typeOf(hit) === Gene &&
  /^\p{L}\p{Ll}*$/u.test(text.slice(start, end)) &&
  /^\p{Lu}+$/u.test(hit.index.name(hit.name));

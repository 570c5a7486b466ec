import type { Given } from '../annotation/given';
import type { Annotations, EntityMention } from '../annotation/model';
import type { ReadingEncoder } from '../tasks/encoder/encoder';
import type { Guideline } from '../tasks/ner/guideline';
import { type AskedGuidelines, recognizeByGuidelines } from '../tasks/ner/recognizer';
import type { Linker } from '../tasks/normalization/linker';
import { linkMentions } from '../tasks/normalization/linkMentions';
import type { Reading } from '../tasks/reading';
import type { RelationExtractor } from '../tasks/relation/extractor';
import type { UserWords } from './userWords';

/** The tasks of a model over its shared encoder. */
export interface Heads {
  readonly encoder: ReadingEncoder;
  readonly guidelines: readonly Guideline[];
  readonly asked: AskedGuidelines;
  readonly linker: Linker;
  readonly relations?: RelationExtractor;
}

/**
 * Entities, their concepts and their relations, in that order: each builds on the one before. What a person says of names comes in between, so that
 * relations are of the concepts that they decided on.
 * @param mentions what is given; not read where `given` is 'none'
 * @param haste as in `linkMentions`
 * @param words decide concepts, and mentions where none are given; annotations that are given with their concepts stay as they are
 */
export async function annotateReading(
  { encoder, guidelines, asked, linker, relations }: Heads,
  reading: Reading,
  given: Given,
  mentions: readonly EntityMention[],
  { haste = false, words }: { readonly haste?: boolean; readonly words?: UserWords } = {},
): Promise<Annotations> {
  const [encoded] = await encoder.encode([reading]);
  const recognized =
    given === 'none' ? recognizeByGuidelines(reading, encoded.labels, guidelines, asked) : mentions;
  const found = given === 'none' && words ? words.mark(reading, recognized) : recognized;
  const linked = given === 'entities' ? found : await linkMentions(reading, found, linker, { haste });
  const decided = given === 'entities' || !words ? linked : words.decide(reading, linked);
  return { mentions: decided, relations: (await relations?.extract(reading, encoded, decided)) ?? [] };
}

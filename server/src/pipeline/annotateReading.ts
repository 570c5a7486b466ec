import type { Given } from '../annotation/given';
import type { Annotations, EntityMention } from '../annotation/model';
import type { Encoder } from '../tasks/encoder/encoder';
import type { BioesLabels } from '../tasks/ner/bioes';
import { recognizeEntities } from '../tasks/ner/recognizer';
import type { Linker } from '../tasks/normalization/linker';
import { linkMentions } from '../tasks/normalization/linkMentions';
import type { Reading } from '../tasks/reading';
import type { RelationExtractor } from '../tasks/relation/extractor';

/** The tasks of a model over its shared encoder. */
export interface Heads {
  readonly encoder: Encoder;
  readonly labels: BioesLabels;
  readonly linker: Linker;
  readonly relations?: RelationExtractor;
}

/**
 * Entities, their concepts and their relations, in that order: each builds on the one before.
 * @param mentions what is given; not read where `given` is 'none'
 * @param haste as in `linkMentions`
 */
export async function annotateReading(
  { encoder, labels, linker, relations }: Heads,
  reading: Reading,
  given: Given,
  mentions: readonly EntityMention[],
  { haste = false } = {},
): Promise<Annotations> {
  const [encoded] = await encoder.encode([reading]);
  const found = given === 'none' ? recognizeEntities(reading, encoded.labels, labels) : mentions;
  const linked = given === 'entities' ? found : await linkMentions(reading, found, linker, { haste });
  return { mentions: linked, relations: (await relations?.extract(reading, encoded, linked)) ?? [] };
}

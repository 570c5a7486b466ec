import type { AnnotatedDocument } from '../annotation/model';
import type { ModelFolder } from '../pipeline/modelFolder';
import { Session } from '../runtime/session';
import { Encoder } from '../tasks/encoder/encoder';
import { firstLabels, guidelineOf } from '../tasks/ner/guideline';
import { inSlices, type Turn } from '../terminology/candidates/slices';
import type { Example, Remembered } from './examples';
import { readRawTexts } from './lexicalResources';
import { leavingOutOverlap } from './rawText';
import type { TrainingConfig } from './trainingConfig';

/** What keeps a model that goes on learning from forgetting what its base marks. The texts that the base learned from are not needed. */
export interface Memory {
  readonly base: ModelFolder;
  /** The base's guidelines that the documents are not annotated by: they have the same places in the model that goes on learning. */
  readonly remembered: Remembered;
  /** Texts that nobody has annotated, besides the documents. */
  readonly texts: readonly AnnotatedDocument[];
  /** How often these are read over the epochs. */
  readonly passes: number;
}

/**
 * @param names of the base's guidelines that are to stay as they are
 * @param heldOut documents that figures are measured on: texts that share an id or a sentence with one of them are left out
 */
export async function memoryOf(
  base: ModelFolder,
  names: readonly string[],
  { texts, passes, weight }: NonNullable<TrainingConfig['remember']>,
  { heldOut, turn }: { readonly heldOut: readonly AnnotatedDocument[]; readonly turn: Turn },
): Promise<Memory> {
  const known = base.config.guidelines.map(({ name }) => name);
  const raw = await inSlices(leavingOutOverlap(await readRawTexts(texts, turn), heldOut), turn);
  return {
    base,
    remembered: { guidelines: names.map((name) => known.indexOf(name)), weight },
    texts: raw.map(({ text }, index) => ofOneParagraph(`text ${index + 1}`, text)),
    passes,
  };
}

/**
 * The examples with what the base model makes of their words: how probable each label of the guidelines is to it. Texts run one by one, on one thread:
 * equal models remember the same to the last bit, and so does a resumed run.
 * @param turn between two texts
 */
export async function withRemembered(
  examples: readonly Example[],
  { base, remembered: { guidelines } }: Memory,
  turn: Turn,
): Promise<Example[]> {
  const all = base.config.guidelines.map(guidelineOf);
  const first = firstLabels(all);
  const columns = guidelines.flatMap((index) =>
    all[index].labels.names.map((_, label) => first[index] + label),
  );
  const session = await Session.create(await base.readEntities(), { threads: 1, sizesVary: true });
  try {
    const encoder = new Encoder(session, base.input, base.config.sequenceWords);
    const known: Example[] = [];
    for (const example of examples) {
      await turn();
      const [{ words, labels }] = await encoder.encodeSequences([example.sequences]);
      known.push({ ...example, remembered: probabilities(labels, words, columns) });
    }
    return known;
  } finally {
    await session.release();
  }
}

/** Some columns of log-probabilities [words × labels of all guidelines], as probabilities. */
function probabilities(scores: Float32Array, words: number, columns: readonly number[]): Float32Array {
  const width = scores.length / words;
  const picked = new Float32Array(words * columns.length);
  for (let word = 0; word < words; word++)
    for (const [at, column] of columns.entries())
      picked[word * columns.length + at] = Math.exp(scores[word * width + column]);
  return picked;
}

function ofOneParagraph(id: string, text: string): AnnotatedDocument {
  const span = { start: 0, end: text.length };
  return { id, text, passages: [{ kind: 'paragraph', span, prose: [span] }], mentions: [], relations: [] };
}

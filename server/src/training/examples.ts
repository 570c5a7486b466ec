import type { AnnotatedDocument } from '../annotation/model';
import { extent, wording } from '../annotation/model';
import { cutUnits } from '../pipeline/units';
import type { HostTensor } from '../runtime/session';
import { batchSequences, type SequenceBatch } from '../tasks/encoder/batch';
import type { InputBlock } from '../tasks/encoder/inputBlock';
import { type Sequences, sequencesOf } from '../tasks/encoder/sequences';
import type { Architecture } from '../tasks/inferenceGraphs';
import type { WordSpan } from '../tasks/ner/bioes';
import { firstLabels, type Guideline } from '../tasks/ner/guideline';
import { wordSpansOf } from '../tasks/ner/recognizer';
import { read } from '../tasks/reading';
import { contains } from '../text/span';

/** The network that is trained. */
export interface TrainedNetwork extends Architecture {
  readonly remembered?: Remembered;
}

/** What a network is to go on marking as its base model did. */
export interface Remembered {
  /** Indices of the network's guidelines; `Example.remembered` has their labels side by side in this order. */
  readonly guidelines: readonly number[];
  /** Of what the base made of a word, against that of an annotator's label. */
  readonly weight: number;
}

/** In place of a guideline's index: nobody has annotated the text. */
export const unannotated = -1;

/** One unit of a gold document, with everything about it that no epoch changes. */
export interface Example {
  readonly sequences: Sequences;
  /** Padded length that the example asks of a batch. */
  readonly longest: number;
  /** By which guideline it is annotated: an index of the network's, or `unannotated`. */
  readonly guideline: number;
  /** One entity label a word, counted from the first of all guidelines' labels. */
  readonly labels: Int32Array;
  /** What a base model made of each word, row-major [words × labels of the guidelines that are remembered]: probabilities. */
  readonly remembered?: Float32Array;
}

export interface ExampleOptions {
  readonly input: InputBlock;
  /** All that the network has; `guideline` is the index of the documents' own. */
  readonly guidelines: readonly Guideline[];
  readonly guideline: number;
  readonly sequenceWords: number;
}

/** Gold documents as examples, cut into the same units in which the pipeline will read them; pauses after each unit. */
export function* examplesOf(
  documents: readonly AnnotatedDocument[],
  options: ExampleOptions,
): Generator<void, Example[]> {
  const { input, guidelines, guideline, sequenceWords } = options;
  const encode = encoderOf(guidelines, guideline);
  const examples: Example[] = [];
  for (const document of documents)
    for (const unit of cutUnits(document.text, document.passages)) {
      const reading = read(document.text, unit.passages);
      const mentions = document.mentions.filter((mention) => contains(unit.span, extent(mention)));
      const sequences = sequencesOf(reading, sequenceWords, input.look(reading), input.room);
      const longest = Math.max(0, ...sequences.sequences.map(({ length }) => length));
      if (longest > 0)
        examples.push({
          sequences,
          longest,
          guideline,
          labels: encode(wordSpansOf(reading.words, mentions), reading.words.length),
        });
      yield;
    }
  return examples;
}

/** What turns the names of a text into labels counted from the first of all guidelines' labels. */
function encoderOf(guidelines: readonly Guideline[], guideline: number) {
  if (guideline === unannotated) return (_: readonly WordSpan[], words: number) => new Int32Array(words);
  const { labels } = guidelines[guideline];
  const first = firstLabels(guidelines)[guideline];
  return (spans: readonly WordSpan[], words: number) =>
    labels.encode(spans, words).map((label) => first + label);
}

/** Feeds of the training graph for several examples. */
export function batchExamples(
  examples: readonly Example[],
  { input, guidelines, remembered }: Pick<TrainedNetwork, 'input' | 'guidelines' | 'remembered'>,
): Record<string, HostTensor> {
  const batch = batchSequences(
    examples.flatMap(({ sequences }) => sequences.sequences),
    input,
  );
  return {
    ...batch.feeds,
    ...entityTargets(examples, batch, firstLabels(guidelines)),
    ...(remembered && {
      remembered: rememberedTargets(
        examples,
        batch,
        remembered.guidelines.reduce((sum, index) => sum + guidelines[index].labels.size, 0),
      ),
    }),
  };
}

/** @param labels of the guidelines that are remembered, together */
function rememberedTargets(
  examples: readonly Example[],
  { sequences, words }: SequenceBatch,
  labels: number,
): HostTensor {
  const data = new Float32Array(sequences * words * labels);
  let sequence = 0;
  for (const { sequences: cut, remembered } of examples)
    for (const { start, end } of cut.windows) {
      const at = labels * words * sequence++;
      if (remembered) data.set(remembered.subarray(labels * start, labels * end), at);
    }
  return { dataType: 'float32', dims: [sequences, words, labels], data };
}

/** Padding has the first guideline's first label, which needs to exist, and does not count. */
function entityTargets(
  examples: readonly Example[],
  { sequences, words }: SequenceBatch,
  first: readonly number[],
) {
  const targets = new BigInt64Array(sequences * words);
  const targetWeights = new Float32Array(sequences * words);
  const guidelines = new Float32Array(sequences * words);
  let sequence = 0;
  for (const { sequences: cut, guideline, labels } of examples) {
    for (const { start, end } of cut.windows) {
      const at = words * sequence++;
      for (let word = start; word < end; word++) {
        targets[at + word - start] = BigInt(labels[word]);
        targetWeights[at + word - start] = 1;
        guidelines[at + word - start] = guideline;
      }
    }
  }
  const dims = [sequences, words];
  return {
    targets: { dataType: 'int64', dims, data: targets },
    targetWeights: { dataType: 'float32', dims, data: targetWeights },
    ...(first.length > 1 && { guideline: { dataType: 'float32', dims, data: guidelines } as const }),
  } as const;
}

/** Names and concepts that annotators put together, for the name lexicon. */
export function* namedConcepts(documents: readonly AnnotatedDocument[]) {
  for (const { text, mentions } of documents)
    for (const mention of mentions)
      if (mention.concepts.length > 0)
        yield {
          wording: wording(text, mention),
          type: mention.type,
          concepts: mention.concepts.map(({ id }) => id),
        };
}

import type { AnnotatedDocument, ConceptId } from '../annotation/model';
import { extent, wording } from '../annotation/model';
import { cutUnits } from '../pipeline/units';
import type { HostTensor } from '../runtime/session';
import { batchSequences, type SequenceBatch } from '../tasks/encoder/batch';
import type { InputBlock } from '../tasks/encoder/inputBlock';
import { type Sequences, sequencesOf, tokensOfWords } from '../tasks/encoder/sequences';
import type { Architecture } from '../tasks/inferenceGraphs';
import type { RelationType } from '../tasks/modelConfig';
import { firstLabels, type Guideline } from '../tasks/ner/guideline';
import { wordSpansOf } from '../tasks/ner/recognizer';
import { read } from '../tasks/reading';
import { batchPairs, describePairs, type PairExample, type PlacedPairs } from '../tasks/relation/batch';
import { findCandidates } from '../tasks/relation/candidates';
import { contains } from '../text/span';
import { conceptPairs } from './relationEnds';

/** One unit of a gold document, with everything about it that no epoch changes. */
export interface Example {
  readonly sequences: Sequences;
  /** Padded length that the example asks of a batch. */
  readonly longest: number;
  /** By which guideline it is annotated: an index of the network's. */
  readonly guideline: number;
  /** One entity label a word, counted from the first of all guidelines' labels. */
  readonly labels: Int32Array;
  readonly relations: readonly RelationExample[];
}

/** The candidate pairs of one relation type (a column of the head's output). */
interface RelationExample {
  readonly column: number;
  readonly pairs: PairExample;
  /** 1 where the document holds the relation, 0 elsewhere; in the order of the pairs. */
  readonly targets: readonly number[];
}

export interface ExampleOptions {
  readonly input: InputBlock;
  /** All that the network has; `guideline` is the index of the documents' own. */
  readonly guidelines: readonly Guideline[];
  readonly guideline: number;
  readonly relationTypes: readonly RelationType[];
  readonly sequenceWords: number;
}

/**
 * Gold documents as examples, cut into the same units in which the pipeline will read them. A relation type that no document holds was not
 * annotated: pairs are no examples against it, or a base model would forget it.
 */
export function examplesOf(documents: readonly AnnotatedDocument[], options: ExampleOptions): Example[] {
  const { guidelines, guideline } = options;
  const { labels } = guidelines[guideline];
  const first = firstLabels(guidelines)[guideline];
  const annotated = new Set(documents.flatMap(({ relations }) => relations.map(({ type }) => type)));
  return documents
    .flatMap((document) =>
      cutUnits(document.text, document.passages).map((unit) => {
        const reading = read(document.text, unit.passages);
        const mentions = document.mentions.filter((mention) => contains(unit.span, extent(mention)));
        const sequences = sequencesOf(reading, options.sequenceWords, options.input.look(reading));
        return {
          sequences,
          longest: Math.max(0, ...sequences.sequences.map(({ words }) => words.length)),
          guideline,
          labels: labels
            .encode(wordSpansOf(reading.words, mentions), reading.words.length)
            .map((label) => first + label),
          relations: options.relationTypes.flatMap((type, column) => {
            if (!annotated.has(type.name)) return [];
            const candidates = findCandidates(
              { ...reading, mentions },
              { subjectType: type.subject, objectType: type.object },
            );
            if (candidates.pairs.length === 0) return [];
            const gold = new Set(
              document.relations
                .filter(({ type: name }) => name === type.name)
                .flatMap(conceptPairs)
                .map(([from, to]) => pairKey(from, to)),
            );
            const targets = candidates.pairs.map(({ subject, object }) =>
              gold.has(pairKey(subject.id, object.id)) ? 1 : 0,
            );
            return [{ column, pairs: describePairs(candidates), targets }];
          }),
        };
      }),
    )
    .filter(({ longest }) => longest > 0);
}

const pairKey = (subject: ConceptId, object: ConceptId): string => `${subject}\t${object}`;

/** Feeds of the training graph for several examples. */
export function batchExamples(
  examples: readonly Example[],
  { input, guidelines, relationTypes }: Architecture,
): Record<string, HostTensor> {
  const batch = batchSequences(
    examples.flatMap(({ sequences }) => sequences.sequences),
    input,
  );
  return {
    ...batch.feeds,
    ...entityTargets(examples, batch, firstLabels(guidelines)),
    ...(relationTypes > 0 && relationTargets(examples, batch, relationTypes)),
  };
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

/** The relation head answers for every relation type at once; a pair is a candidate of one of them, the others do not count. */
function relationTargets(examples: readonly Example[], { words }: SequenceBatch, relationTypes: number) {
  const placed: PlacedPairs[] = [];
  const answers: { column: number; target: number }[] = [];
  let sequence = 0;
  for (const { sequences, relations } of examples) {
    const tokens = tokensOfWords(sequences, sequence, words);
    for (const { column, pairs, targets } of relations) {
      placed.push({ pairs, tokens });
      for (const target of targets) answers.push({ column, target });
    }
    sequence += sequences.windows.length;
  }
  const pairTargets = new Float32Array(answers.length * relationTypes);
  const pairWeights = new Float32Array(answers.length * relationTypes);
  answers.forEach(({ column, target }, pair) => {
    pairTargets[pair * relationTypes + column] = target;
    pairWeights[pair * relationTypes + column] = 1;
  });
  const dims = [answers.length, relationTypes];
  return {
    ...batchPairs(placed),
    pairTargets: { dataType: 'float32', dims, data: pairTargets },
    pairWeights: { dataType: 'float32', dims, data: pairWeights },
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

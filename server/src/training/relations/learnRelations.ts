import type { AnnotatedDocument } from '../../annotation/model';
import { randomSequence } from '../../numbers/randomNumbers';
import type { Encoder } from '../../tasks/encoder/encoder';
import { relationCalibration, relationGraph } from '../../tasks/inferenceGraphs';
import type { NetworkConfig, RelationType } from '../../tasks/modelConfig';
import type { ConceptRates, PlacesOf } from '../../tasks/relation/conceptRates';
import { extended, relationTypesOf } from '../labelSets';
import type { TrainingConfig } from '../trainingConfig';
import { turnUnless } from '../turns';
import { readScores } from './readScores';
import { type RelationExample, relationExamples } from './relationExamples';
import { runPairs } from './runPairs';
import { type FoldedExample, FoldedKnowledge } from './seenExamples';
import { type HeadOrder, trainHead } from './trainHead';

/** What a model knows of relations. */
export interface LearnedRelations {
  readonly types: readonly RelationType[];
  /** Of `relationGraph`, by name. */
  readonly weights: ReadonlyMap<string, Float32Array>;
  readonly rates: ConceptRates;
}

export interface RelationOrder {
  readonly network: Pick<NetworkConfig, 'encoder' | 'relation'>;
  /** The model's own, which learns no more. */
  readonly encoder: Encoder;
  readonly placesOf: PlacesOf;
  /** What a base model knows, to go on from. */
  readonly base?: LearnedRelations;
  readonly learning: TrainingConfig['relation'];
  /** Texts that state no relation, with the mentions that the model finds in them. */
  readonly unrelated: readonly AnnotatedDocument[];
  readonly seed: number;
  readonly tell: (line: string) => void;
  readonly signal?: AbortSignal;
}

const folds = 5;
/** They are to say that not every text states a relation; what a relation looks like is learned where there are some. */
const weightOfUnrelated = 0.1;

/**
 * Learns relations from gold documents over the states of an encoder that is done. Each fifth of the documents is judged by a head that learned from the
 * other four: this says how scores are to be read as probabilities, and from which probability on a relation is claimed. Then a head learns from all.
 * A relation type that no document holds was not annotated: pairs are no examples against it, or a base model would forget it.
 * What is known of a pair's concepts always comes from other documents than its own fifth, as it will for a new text.
 * @returns what the base model knows where the documents hold no relation
 * @throws the signal's reason, once it is aborted
 */
export async function learnRelations(
  documents: readonly AnnotatedDocument[],
  order: RelationOrder,
): Promise<LearnedRelations | undefined> {
  const { base, learning, seed, tell, signal } = order;
  const turn = turnUnless(signal);
  const own = relationTypesOf(documents);
  if (own.length === 0) return base;
  const types = extended(base?.types ?? [], own, ({ name }) => name);
  const annotated = new Set(documents.flatMap(({ relations }) => relations.map(({ type }) => type)));
  const examplesOf = (given: readonly AnnotatedDocument[]) =>
    relationExamples(given, types, annotated, order.encoder, signal);
  const { examples, missed } = await examplesOf(documents);
  const { examples: unrelated } = await examplesOf(order.unrelated);
  if (examples.length === 0) return base;
  const head: HeadOrder = {
    network: order.network,
    relationTypes: types.length,
    learning,
    seed,
    signal,
    base: base && {
      weights: base.weights,
      columns: types.map(({ name }) => base.types.findIndex((type) => type.name === name)),
    },
  };
  const foldOf = drawFolds(documents.length, seed);
  const gold = examples.map(
    (example): FoldedExample => ({ example, fold: foldOf(example), weight: 1, counted: true }),
  );
  const all = [
    ...gold,
    ...unrelated.map(
      (example): FoldedExample => ({
        example,
        fold: example.document % folds,
        weight: weightOfUnrelated,
        counted: false,
      }),
    ),
  ];
  const knowledge = new FoldedKnowledge(
    all,
    types,
    order.placesOf,
    turn,
    head.base && { ...head.base, rates: base!.rates },
  );
  /** Weights of the whole network that knows nothing of some folds. */
  const learn = async (without: ReadonlySet<number>) => {
    const given = all.filter(({ fold }) => !without.has(fold));
    const weights = await trainHead(await knowledge.seen(given, without), head);
    return new Map([...weights, ...(await knowledge.firstLookWithout(without))]);
  };

  const judged: { example: RelationExample; scores: Float32Array }[] = [];
  for (let fold = 0; fold < folds; fold++) {
    const held = gold.filter((each) => each.fold === fold);
    if (held.length === 0 || held.length === gold.length) continue;
    const without = new Set([fold]);
    const rated = held.map((each) => knowledge.rated(each, without));
    const graph = relationGraph(order.network, types.length);
    const scores = await runPairs(graph, await learn(without), rated, turn);
    rated.forEach((example, i) => {
      const own = scores[i].filter((_, at) => at % types.length === example.column);
      judged.push({ example, scores: own });
    });
  }
  const weights = await learn(new Set());
  const readings: (Awaited<ReturnType<typeof readScores>> | undefined)[] = [];
  for (const [column, type] of types.entries()) {
    const of = judged.filter(({ example }) => example.column === column);
    readings.push(
      of.length > 0 ? await readScores(type, of, missed[column], seed, { tell, turn }) : undefined,
    );
  }
  for (const part of ['slope', 'offset'] as const) {
    const name = relationCalibration[part];
    const before = base?.weights.get(name);
    const values = readings.map(
      (reading, column) =>
        reading?.[part] ?? before?.[head.base!.columns[column]] ?? Number(part === 'slope'),
    );
    weights.set(name, Float32Array.from(values));
  }
  return {
    types: types.map((type, column) => ({
      ...type,
      threshold: readings[column]?.threshold ?? type.threshold,
    })),
    weights,
    rates: knowledge.ratesWithout(new Set()),
  };
}

/** A fold for each document, of about the same size, drawn by the seed. */
function drawFolds(documents: number, seed: number): (example: RelationExample) => number {
  const random = randomSequence(seed, 'relation folds');
  const drawn = Array.from({ length: documents }, (_, document) => ({ document, key: random() }));
  const fold = new Int32Array(documents);
  drawn
    .sort((a, b) => a.key - b.key)
    .forEach(({ document }, place) => {
      fold[document] = place % folds;
    });
  return ({ document }) => fold[document];
}

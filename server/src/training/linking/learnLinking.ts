import type { AnnotatedDocument } from '../../annotation/model';
import type { BuiltGraph } from '../../onnx/builder';
import { bindWeights, storeSmall } from '../../onnx/compress';
import { encodeModel } from '../../onnx/proto';
import type { Knowledge } from '../../tasks/normalization/choices';
import { featureNames } from '../../tasks/normalization/features';
import type { LearnedFiles } from '../../tasks/normalization/learnedFiles';
import { NameEncoder } from '../../tasks/normalization/nameEncoder';
import { type NameEncoderSize, nameEncoderGraph } from '../../tasks/normalization/nameEncoderNetwork';
import { type NamedConcepts, NameLexicon } from '../../tasks/normalization/nameLexicon';
import { rankerGraph } from '../../tasks/normalization/rankerNetwork';
import { CandidateFinder } from '../../terminology/candidates/candidates';
import type { Terminologies } from '../../terminology/terminologies';
import { namedConcepts } from '../examples';
import { turnUnless } from '../turns';
import { weightTensors } from '../weights';
import { calibrate } from './calibration';
import { type ConceptTypes, learnConceptTypes, named } from './conceptTypes';
import { otherNames } from './otherNames';
import { folds, type RankingExample, rankingExamples } from './rankingExamples';
import { synonymsOf } from './synonyms';
import { trainNameEncoder } from './trainNameEncoder';
import { trainRanker } from './trainRanker';
import { vectorsOf } from './vectorsOf';
import { withheldExamples } from './withheld';

/** Fewer linked mentions of a type teach a ranker nothing; its names are linked by likeness. */
const fewestMentions = 500;

export interface LinkingOrder {
  readonly terminologies: Terminologies;
  /** Other corpora with concept ids: names are learned from them too. */
  readonly others: readonly (readonly AnnotatedDocument[])[];
  /** Documents that figures are measured on: nothing is learned of them, wherever they stand. */
  readonly heldOut: readonly AnnotatedDocument[];
  /** Absent: no name encoder is learned. */
  readonly encoder?: NameEncoderSize & { readonly epochs: number };
  readonly seed: number;
  readonly threads: number;
  readonly tell: (line: string) => void;
  readonly signal?: AbortSignal;
}

/** What is learned for linking: names, and a ranker with what it needs where there is enough to learn from. */
export interface LearnedLinking {
  readonly lexicon: NameLexicon;
  readonly linking?: LearnedFiles;
}

/**
 * Learns what linking needs from gold documents. The ranker learns from mentions of each fifth of the documents with the names of the other
 * four: with a document's own names every one of its mentions would be known.
 * @throws the signal's reason, once it is aborted
 */
export async function learnLinking(
  documents: readonly AnnotatedDocument[],
  order: LinkingOrder,
): Promise<LearnedLinking> {
  const { terminologies, others, heldOut, seed, tell, signal } = order;
  const turn = turnUnless(signal);
  const types = learnConceptTypes(namedConcepts(documents), terminologies);
  const elsewhere = others.flatMap((corpus) => [
    ...otherNames(corpus, [...documents, ...heldOut], terminologies),
  ]);
  const lexicon = NameLexicon.learn(namedTwice(documents, types), elsewhere);
  const linked = new Map<string, number>();
  for (const { type } of named(documents, types)) linked.set(type, (linked.get(type) ?? 0) + 1);
  const ranked = [...new Set(types.values())]
    .filter((type) => (linked.get(type) ?? 0) >= fewestMentions)
    .sort();
  if (ranked.length === 0) return { lexicon };

  const encoder = order.encoder && (await learnEncoder(order, order.encoder, elsewhere));
  const knowledge = (names: NameLexicon): Knowledge => ({
    lexicon: names,
    terminologies,
    finders,
    vectors,
  });
  const finders = terminologies.indexes.map((index) => new CandidateFinder(index));
  for (const finder of finders) await finder.prepare(turn);
  const vectors = encoder && (await vectorsOf(terminologies, encoder.encoder, turn));
  const examples: RankingExample[] = [];
  for (let fold = 0; fold < folds; fold++) {
    const others = documents.filter((_, i) => i % folds !== fold);
    const names = NameLexicon.learn(namedTwice(others, types), elsewhere);
    const held = documents.filter((_, i) => i % folds === fold);
    for (const example of await rankingExamples(held, knowledge(names), types, turn))
      examples.push({ ...example, fold });
  }
  const withheld = await withheldExamples(documents, {
    types,
    elsewhere,
    knowledge: knowledge(lexicon),
    encoder: encoder?.encoder,
    seed,
    turn,
  });
  tell(
    `The ranker learns from ${examples.length} mentions, and ${withheld.length} whose concept was taken away.`,
  );
  const weights = new Map<string, Float32Array>();
  const readings: LearnedFiles['config']['ranked'] = {};
  for (const type of ranked) {
    const own = [...examples, ...withheld].filter((example) => example.type === type);
    readings[type] = await calibrate(type, own, { seed, tell, signal });
    for (const [name, values] of await trainRanker(type, own, seed, signal)) weights.set(name, values);
  }
  return {
    lexicon,
    linking: {
      config: {
        format: 'biogloss-linking/1',
        conceptTypes: Object.fromEntries([...types].sort()),
        features: [...featureNames],
        ranked: readings,
      },
      ranker: bytesOf(rankerGraph(ranked), weights),
      encoder: encoder?.bytes,
    },
  };
}

/** Annotated names by the terminologies' types, and by the mentions' own where these differ: a composite's name means several concepts, elsewhere one. */
function* namedTwice(documents: readonly AnnotatedDocument[], types: ConceptTypes): Generator<NamedConcepts> {
  yield* named(documents, types);
  for (const each of namedConcepts(documents))
    if ((types.get(each.type) ?? each.type) !== each.type) yield each;
}

async function learnEncoder(
  { terminologies, seed, threads, tell, signal }: LinkingOrder,
  { epochs, ...size }: NameEncoderSize & { epochs: number },
  elsewhere: readonly NamedConcepts[],
): Promise<{ encoder: NameEncoder; bytes: Uint8Array }> {
  const started = performance.now();
  const synonyms = synonymsOf(terminologies, elsewhere);
  const weights = await trainNameEncoder(synonyms, size, { seed, epochs, threads, signal });
  const graph = nameEncoderGraph(size);
  const [{ name }] = graph.parameters;
  tell(`The name encoder is learned in ${Math.round((performance.now() - started) / 1000)} s.`);
  return { encoder: new NameEncoder(weights.get(name)!, size.width), bytes: bytesOf(graph, weights) };
}

function bytesOf({ graph, parameters }: BuiltGraph, weights: ReadonlyMap<string, Float32Array>): Uint8Array {
  const names = parameters.map(({ name }) => name);
  return encodeModel(storeSmall(bindWeights(graph, names, weightTensors(parameters, weights))));
}

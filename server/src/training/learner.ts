import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { AnnotatedDocument } from '../annotation/model';
import { expandWeights } from '../onnx/compress';
import { decodeModel } from '../onnx/proto';
import { type ModelFolder, modelFiles, readModelFolder } from '../pipeline/modelFolder';
import { Failure } from '../platform/failure';
import type { InputBlock } from '../tasks/encoder/inputBlock';
import { WordFeatureInput } from '../tasks/encoder/wordFeatureInput';
import type { Architecture } from '../tasks/inferenceGraphs';
import {
  type GuidelineConfig,
  type ModelConfig,
  modelConfig,
  type NetworkConfig,
} from '../tasks/modelConfig';
import { type Guideline, guidelineOf } from '../tasks/ner/guideline';
import { headName } from '../tasks/ner/head';
import { NameLexicon } from '../tasks/normalization/nameLexicon';
import type { Vocabulary } from '../tasks/words/vocabulary';
import type { Turn } from '../terminology/candidates/slices';
import type { TermIndex } from '../terminology/index/termIndex';
import { Terminologies } from '../terminology/terminologies';
import { namedConcepts, type TrainedNetwork } from './examples';
import { entityTypesOf, extended } from './labelSets';
import type { LexicalResources } from './lexicalResources';
import { learnConceptTypes, named } from './linking/conceptTypes';
import type { OtherGuideline } from './otherGuidelines';
import type { RawText } from './rawText';
import { baseRelations } from './relations/baseRelations';
import { type Memory, memoryOf } from './remembered';
import { scratchOf, type TrainingConfig } from './trainingConfig';
import type { TrainingSession } from './trainingSession';
import { transferWeights } from './transfer';
import { type TunedHeads, tunedHeads } from './tunedHeads';
import { type ModelParts, withRelations } from './writeModel';

/** A model about to be trained: its parts, and what its weights are before the first step. */
export interface Learner {
  readonly parts: ModelParts;
  /** The network that is trained: the model's with heads that only the encoder learns from. */
  readonly architecture: TrainedNetwork;
  /** Which of its guidelines the documents are annotated by. */
  readonly own: number;
  /** Corpora that are learned beside the documents, by heads of their own. */
  readonly others: readonly OtherGuideline[];
  /** Puts the weights that are known beforehand (word vectors, a base model's) into a session that was just created. */
  readonly begin: (session: TrainingSession) => Promise<void>;
  /** Folder of the model that it is made from. */
  readonly base?: string;
  /** What is not to be forgotten of a base model. */
  readonly memory?: Memory;
  /** What a model from nothing may read before its first step. */
  readonly unread?: { readonly texts: readonly RawText[]; readonly vocabulary: Vocabulary };
}

/**
 * A model from nothing, but for what it knows of words; its label sets are those of the documents.
 * @param terms the index that dictionary features are made of
 */
export function learnerFromScratch(
  config: TrainingConfig,
  documents: readonly AnnotatedDocument[],
  others: readonly OtherGuideline[],
  { vocabulary, vectors, tokenizer }: LexicalResources,
  terms: TermIndex,
): Learner {
  const { network, sequenceWords } = scratchOf(config);
  const kept = others.filter(({ kept }) => kept).map(({ guideline }) => guideline);
  const guidelines = [
    { name: config.guideline, entityTypes: entityTypesOf(documents) },
    ...kept.map(described),
  ];
  const parts = modelParts(
    config,
    { network, sequenceWords, guidelines, ...(network.input.dictionary && { termIndex: terms.sha256() }) },
    new WordFeatureInput(network.input, vocabulary, tokenizer, terms),
    { lexicon: NameLexicon.learn(namedConcepts(documents)) },
  );
  return {
    parts,
    architecture: besideOthers(parts.architecture, others),
    own: 0,
    others,
    begin: async (session) => session.load(new Map([['input.vectors', vectors]])),
  };
}

interface FromBase {
  readonly documents: readonly AnnotatedDocument[];
  /** Figures are measured on them. */
  readonly heldOut: readonly AnnotatedDocument[];
  /** Between the texts that are read to remember on. */
  readonly turn: Turn;
}

/**
 * A base model that goes on learning: types that the documents bring and the base lacks are added to its heads, and what they are not annotated with is
 * remembered.
 * @param others corpora to learn beside the documents; one that has the name of a base's guideline goes on teaching that head
 */
export async function learnerFromBase(
  config: TrainingConfig,
  folder: string,
  { documents, heldOut, turn }: FromBase,
  others: readonly OtherGuideline[],
  terms: TermIndex,
): Promise<Learner> {
  const base = await readModelFolder(folder, terms);
  const known = base.config;
  const heads = tunedHeads(known, entityTypesOf(documents), config.guideline);
  const guidelines = extended(
    heads.guidelines,
    others.filter(({ kept }) => kept).map(({ guideline }) => described(guideline)),
    ({ name }) => name,
  );
  const { network, termIndex, sequenceWords } = known;
  const parts = modelParts(
    config,
    { network, termIndex, sequenceWords, guidelines, own: heads.own, marks: heads.marks },
    base.input,
    withNames(base, documents, terms),
  );
  const relations = await baseRelations(base);
  const taught = new Set([
    heads.guidelines[heads.own].name,
    ...others.map(({ guideline }) => guideline.name),
  ]);
  const untaught = known.guidelines.map(({ name }) => name).filter((name) => !taught.has(name));
  const memory =
    config.remember && untaught.length > 0
      ? await memoryOf(base, untaught, config.remember, { heldOut, turn })
      : undefined;
  return {
    parts: relations ? withRelations(parts, relations) : parts,
    architecture: { ...besideOthers(parts.architecture, others), remembered: memory?.remembered },
    own: heads.own,
    others,
    base: base.folder,
    memory,
    begin: await weightsOfBase(base, heads),
  };
}

/** The base's weights; the documents' head has those of the head that it goes on from, as far as their labels are the same. */
async function weightsOfBase(base: ModelFolder, heads: TunedHeads): Promise<Learner['begin']> {
  const known = base.config.guidelines;
  const weights = await readWeights(base);
  const head = headName(heads.guidelines[heads.own], heads.own);
  const from = heads.own < known.length ? heads.own : heads.beginsAs;
  if (from === undefined)
    return async (session) =>
      session.load(transferWeights(weights, session.weights, session.parameters, { relations: [] }));
  const before = headName(known[from], from);
  for (const [name, values] of [...weights])
    if (name.startsWith(`${before}.`)) weights.set(head + name.slice(before.length), values);
  const oldLabels = guidelineOf(known[from]).labels.names;
  const labels = guidelineOf(heads.guidelines[heads.own]).labels.names.map((name) => oldLabels.indexOf(name));
  const kept = { head: { name: head, labels }, relations: [] };
  return async (session) => session.load(transferWeights(weights, session.weights, session.parameters, kept));
}

export const described = ({ name, labels }: Guideline): GuidelineConfig => ({
  name,
  entityTypes: [...labels.types],
});

/** With the heads of corpora that the model keeps none of. */
export const besideOthers = (
  architecture: Architecture,
  others: readonly OtherGuideline[],
): Architecture => ({
  ...architecture,
  guidelines: extended(
    architecture.guidelines,
    others.map(({ guideline }) => guideline),
    ({ name }) => name,
  ),
});

/** A base model's names with those of the documents, which count; its ranker stays, and ranks the names of types that are new to it too. */
function withNames(
  { lexicon, linking }: ModelFolder,
  documents: readonly AnnotatedDocument[],
  terms: TermIndex,
): Pick<ModelParts, 'lexicon' | 'linking'> {
  if (!linking) return { lexicon: lexicon.with(NameLexicon.learn(namedConcepts(documents))) };
  const learned = learnConceptTypes(namedConcepts(documents), new Terminologies([terms]));
  const types = new Map([...learned, ...Object.entries(linking.config.conceptTypes)]);
  return {
    lexicon: lexicon.with(NameLexicon.learn(named(documents, types))),
    linking: { ...linking, config: { ...linking.config, conceptTypes: Object.fromEntries(types) } },
  };
}

interface Shape {
  readonly network: NetworkConfig;
  readonly termIndex?: string;
  readonly sequenceWords: number;
  readonly guidelines: readonly GuidelineConfig[];
  /** Which of them the documents are annotated by; the first where not given. */
  readonly own?: number;
  readonly marks?: readonly string[];
}

export function modelParts(
  { name, version }: TrainingConfig,
  { network, termIndex, sequenceWords, guidelines, own = 0, marks }: Shape,
  input: InputBlock,
  names: Pick<ModelParts, 'lexicon' | 'linking'>,
): ModelParts {
  const config: ModelConfig = {
    format: 'biogloss-model/1',
    name,
    version,
    network,
    ...(termIndex && { termIndex }),
    guidelines: [...guidelines],
    ...(marks && { marks: [...marks] }),
    relationTypes: [],
    sequenceWords,
  };
  const fitting = modelConfig.safeParse(config);
  if (!fitting.success) {
    const [{ path, message }] = fitting.error.issues;
    throw new Failure(
      `No model can be made of these documents: they have ${guidelines[own].entityTypes.length} entity types ("${path.join('.')}": ${message}).`,
    );
  }
  const architecture = {
    network,
    input,
    guidelines: guidelines.map(guidelineOf),
  };
  return { config, architecture, ...names };
}

async function readWeights({ folder }: ModelFolder): Promise<Map<string, Float32Array>> {
  return expandWeights(decodeModel(await readFile(join(folder, modelFiles.entities))));
}

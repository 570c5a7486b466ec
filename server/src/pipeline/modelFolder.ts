import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { modelPlace } from '../checkpoints/modelPlace';
import { checkModelFile } from '../runtime/modelCheck';
import type { Session } from '../runtime/session';
import { Encoder, type ReadingEncoder } from '../tasks/encoder/encoder';
import type { InputBlock } from '../tasks/encoder/inputBlock';
import { inputBlockOf } from '../tasks/encoder/inputBlocks';
import { type InputBlockConfig, type ModelConfig, modelConfig } from '../tasks/modelConfig';
import { featureNames } from '../tasks/normalization/features';
import type { LearnedFiles } from '../tasks/normalization/learnedFiles';
import { NameLexicon } from '../tasks/normalization/nameLexicon';
import { linkingConfig } from '../tasks/normalization/ranker';
import { ConceptRates, type PlacesOf } from '../tasks/relation/conceptRates';
import type { TermIndex } from '../terminology/index/termIndex';
import { checkEntityWeights } from './checkWeights';

/** The files of every model folder; its input block brings more. */
export const modelFiles = {
  config: 'config.json',
  names: 'names.tsv',
  entities: 'entities.onnx',
  relations: 'relations.onnx',
  /** How often concepts were in a relation; a folder without it has seen none. */
  relationRates: 'relationRates.tsv',
  /** What was learned for linking; a folder without these links by likeness of names. */
  linking: 'linking.json',
  ranker: 'ranker.onnx',
  nameEncoder: 'nameEncoder.onnx',
  card: 'README.md',
} as const;

/** What reads texts, apart from its graphs: a model of our own, or a classifier of another program. */
export interface ReadableModel {
  /** The folder itself; where a run folder was given, the `model-best` in it. */
  readonly folder: string;
  readonly config: Pick<ModelConfig, 'name' | 'version' | 'guidelines' | 'marks' | 'relationTypes'>;
  /** The bytes of the graph that finds entities, checked. @throws Error with a sentence that names the file */
  readonly readEntities: () => Promise<Uint8Array>;
  /** What reads by a session of it. */
  readonly encoderOver: (session: Session) => ReadingEncoder;
  readonly lexicon: NameLexicon;
  readonly linking?: LearnedFiles;
  readonly rates: ConceptRates;
}

/** A model folder of our own. */
export interface ModelFolder extends ReadableModel {
  readonly config: ModelConfig;
  readonly input: InputBlock;
}

/**
 * Reads a model folder, or a run folder's `model-best`.
 * @param terms the index that comes with BioGloss, for models that ask a dictionary
 * @throws Error with a sentence that names the file and what is wrong with it
 */
export async function readModelFolder(given: string, terms: TermIndex): Promise<ModelFolder> {
  const folder = modelPlace(given);
  if (!existsSync(join(folder, modelFiles.config))) {
    const reason = existsSync(given) ? `it has no ${modelFiles.config}` : 'there is no such folder';
    throw new Error(`${given} is not a model: ${reason}. Give a folder that "biogloss train" made.`);
  }
  const parse: Parse = async (file, read) => {
    const path = join(folder, file);
    try {
      return read(await readFile(path, 'utf8'));
    } catch (error) {
      throw new Error(`${path} cannot be used: ${sentence(error)} Install the model again.`);
    }
  };
  const config = await parse(modelFiles.config, (text) => modelConfig.parse(JSON.parse(text)));
  checkTerms(folder, config, terms);
  const input = await readInputBlock(config.network.input, folder, parse, terms);
  return {
    folder,
    config,
    input,
    async readEntities() {
      const path = join(folder, modelFiles.entities);
      const graph = await checkModelFile(path);
      checkEntityWeights(path, graph, { input, guidelines: config.guidelines });
      return graph;
    },
    encoderOver: (session) => new Encoder(session, input, config.sequenceWords),
    lexicon: await parse(modelFiles.names, NameLexicon.fromTsv),
    linking: await readLinking(folder, parse),
    rates: await readRates(folder, parse, terms),
  };
}

async function readRates(folder: string, parse: Parse, terms: TermIndex): Promise<ConceptRates> {
  const placesOf = placesIn(terms);
  if (!existsSync(join(folder, modelFiles.relationRates))) return ConceptRates.none(placesOf);
  return parse(modelFiles.relationRates, (text) => ConceptRates.fromTsv(text, placesOf));
}

/** Where concepts stand in the hierarchy of the index that comes with BioGloss: the same in training and in use, whatever a person imports. */
export const placesIn =
  (terms: TermIndex): PlacesOf =>
  (id) => {
    const concept = terms.find(id);
    return concept < 0 ? [] : terms.treeNumbers(concept);
  };

/** The ranker of another version reads other features; names are linked by likeness then, as without one. */
async function readLinking(folder: string, parse: Parse): Promise<LearnedFiles | undefined> {
  if (!existsSync(join(folder, modelFiles.linking))) return undefined;
  const config = await parse(modelFiles.linking, (text) => linkingConfig.parse(JSON.parse(text)));
  if (config.features.join() !== featureNames.join()) return undefined;
  const encoder = join(folder, modelFiles.nameEncoder);
  return {
    config,
    ranker: await checkModelFile(join(folder, modelFiles.ranker)),
    encoder: existsSync(encoder) ? await checkModelFile(encoder) : undefined,
  };
}

type Parse = <T>(file: string, read: (text: string) => T) => Promise<T>;

async function readInputBlock(
  config: InputBlockConfig,
  folder: string,
  parse: Parse,
  terms: TermIndex,
): Promise<InputBlock> {
  const { files, read } = inputBlockOf(config);
  const contents: Record<string, string> = {};
  for (const file of files(config)) contents[file] = await parse(file, (text) => text);
  try {
    return read(config, contents, terms);
  } catch (error) {
    throw new Error(`The model in ${folder} cannot be used: ${sentence(error)} Install the model again.`);
  }
}

/** A dictionary feature means what it meant in training only with the same names. */
function checkTerms(folder: string, { network, termIndex }: ModelConfig, terms: TermIndex): void {
  if (network.input.kind !== 'wordFeatures' || !network.input.dictionary) return;
  const found = terms.sha256();
  if (found === termIndex) return;
  throw new Error(
    `The model in ${folder} cannot be used: it learned from another term index (SHA-256 ${termIndex ?? 'not told'}) than the one that BioGloss has (${found}). Train the model again, or install the BioGloss that it was made with.`,
  );
}

function sentence(error: unknown): string {
  if (error instanceof z.ZodError) {
    const [{ path, message }] = error.issues;
    return path.length > 0 ? `"${path.join('.')}" is wrong: ${message}.` : `${message}.`;
  }
  if ((error as NodeJS.ErrnoException).code === 'ENOENT') return 'the file is missing.';
  const message = error instanceof Error ? error.message : String(error);
  return message.endsWith('.') ? message : `${message}.`;
}

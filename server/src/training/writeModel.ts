import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { BuiltGraph } from '../onnx/builder';
import { bindWeights, storeSmall } from '../onnx/compress';
import { encodeModel } from '../onnx/proto';
import { modelFiles } from '../pipeline/modelFolder';
import { writeAtomically } from '../platform/atomicFile';
import { type Architecture, entityGraph, relationGraph } from '../tasks/inferenceGraphs';
import type { ModelConfig } from '../tasks/modelConfig';
import type { LearnedFiles } from '../tasks/normalization/learnedFiles';
import type { NameLexicon } from '../tasks/normalization/nameLexicon';
import type { LearnedRelations } from './relations/learnRelations';
import { weightTensors } from './weights';

/** Everything of a model but the weights of its words and entities. */
export interface ModelParts {
  /** Its relation types are those of `relations`. */
  readonly config: ModelConfig;
  readonly architecture: Architecture;
  readonly lexicon: NameLexicon;
  readonly linking?: LearnedFiles;
  readonly relations?: LearnedRelations;
}

/** The model with other relations. */
export const withRelations = (parts: ModelParts, relations: LearnedRelations): ModelParts => ({
  ...parts,
  config: { ...parts.config, relationTypes: [...relations.types] },
  relations,
});

/** Writes a model into a folder that is there, each file whole or not at all, `config.json` last: a folder without it is not a model yet. */
export async function writeModel(
  folder: string,
  parts: ModelParts,
  weights: ReadonlyMap<string, Float32Array>,
): Promise<void> {
  await writeFiles(folder, {
    [modelFiles.entities]: graphBytes(entityGraph(parts.architecture), weights),
    ...parts.architecture.input.files(),
  });
  await writeLinking(folder, parts);
  await writeRelations(folder, parts);
}

/** Writes what a model knows of relations, and its config, which names their types. */
export async function writeRelations(
  folder: string,
  { config, relations }: Pick<ModelParts, 'config' | 'relations'>,
): Promise<void> {
  await writeFiles(folder, {
    [modelFiles.relations]:
      relations && graphBytes(relationGraph(config.network, relations.types.length), relations.weights),
    [modelFiles.relationRates]: relations?.rates.toTsv(),
    [modelFiles.config]: `${JSON.stringify(config, null, 2)}\n`,
  });
}

function graphBytes(
  { graph, parameters }: BuiltGraph,
  weights: ReadonlyMap<string, Float32Array>,
): Uint8Array {
  const names = parameters.map(({ name }) => name);
  return encodeModel(storeSmall(bindWeights(graph, names, weightTensors(parameters, weights))));
}

/** Writes what a model knows of names and how it links them. Nothing stays of what another model knew. */
export async function writeLinking(
  folder: string,
  { lexicon, linking }: Pick<ModelParts, 'lexicon' | 'linking'>,
): Promise<void> {
  await writeFiles(folder, {
    [modelFiles.names]: lexicon.toTsv(),
    [modelFiles.linking]: linking && `${JSON.stringify(linking.config, null, 2)}\n`,
    [modelFiles.ranker]: linking?.ranker,
    [modelFiles.nameEncoder]: linking?.encoder,
  });
}

/** In the order given. What has no content goes, in case another model has left it there. */
async function writeFiles(
  folder: string,
  contents: Readonly<Record<string, string | Uint8Array | undefined>>,
): Promise<void> {
  for (const [file, content] of Object.entries(contents))
    if (content === undefined) await rm(join(folder, file), { force: true });
    else await writeAtomically(join(folder, file), [Buffer.from(content)]);
}

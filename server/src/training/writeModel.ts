import { mkdir, rm } from 'node:fs/promises';
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
import { weightTensors } from './weights';

/** Everything of a model but its weights. */
export interface ModelParts {
  readonly config: ModelConfig;
  readonly architecture: Architecture;
  readonly lexicon: NameLexicon;
  readonly linking?: LearnedFiles;
}

/** Writes a model folder, each file whole or not at all, `config.json` last: a folder without it is not a model yet. */
export async function writeModel(
  folder: string,
  parts: ModelParts,
  weights: ReadonlyMap<string, Float32Array>,
): Promise<void> {
  await mkdir(folder, { recursive: true });
  const write = (file: string, content: string | Uint8Array) =>
    writeAtomically(join(folder, file), [Buffer.from(content)]);
  const graph = ({ graph, parameters }: BuiltGraph) => {
    const names = parameters.map(({ name }) => name);
    return encodeModel(storeSmall(bindWeights(graph, names, weightTensors(parameters, weights))));
  };
  await write(modelFiles.entities, graph(entityGraph(parts.architecture)));
  if (parts.architecture.relationTypes > 0)
    await write(modelFiles.relations, graph(relationGraph(parts.architecture)));
  for (const [file, content] of Object.entries(parts.architecture.input.files())) await write(file, content);
  await writeLinking(folder, parts);
  await writeModelConfig(folder, parts.config);
}

/** Writes what a model knows of names and how it links them. Nothing stays of what another model knew. */
export async function writeLinking(
  folder: string,
  { lexicon, linking }: Pick<ModelParts, 'lexicon' | 'linking'>,
): Promise<void> {
  const contents = {
    [modelFiles.names]: lexicon.toTsv(),
    [modelFiles.linking]: linking && `${JSON.stringify(linking.config, null, 2)}\n`,
    [modelFiles.ranker]: linking?.ranker,
    [modelFiles.nameEncoder]: linking?.encoder,
  };
  for (const [file, content] of Object.entries(contents))
    if (content === undefined) await rm(join(folder, file), { force: true });
    else await writeAtomically(join(folder, file), [Buffer.from(content)]);
}

export const writeModelConfig = (folder: string, config: ModelConfig): Promise<void> =>
  writeAtomically(join(folder, modelFiles.config), [Buffer.from(`${JSON.stringify(config, null, 2)}\n`)]);

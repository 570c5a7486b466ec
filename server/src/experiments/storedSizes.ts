import { existsSync } from 'node:fs';
import { cp, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BuiltGraph } from '../onnx/builder';
import { bindWeights, expandWeights } from '../onnx/compress';
import { decodeModel, encodeModel } from '../onnx/proto';
import { modelFiles, readModelFolder } from '../pipeline/modelFolder';
import { Failure } from '../platform/failure';
import { type Architecture, entityGraph, relationGraph } from '../tasks/inferenceGraphs';
import { guidelineOf } from '../tasks/ner/guideline';
import { openEmbeddedIndex } from '../terminology/embeddedIndex';
import { loadCheckpoint } from '../training/checkpoint';
import { trainingCheckpoint } from '../training/run';
import { weightTensors } from '../training/weights';

/** Which files of a model folder hold weights of the trained network. */
export const graphFiles = [modelFiles.entities, modelFiles.relations];

/**
 * The last model of a run with the weights as they were trained, in float32, for as long as `use` takes: what storing them small costs is the
 * difference to `model-last`. A weight that the checkpoint does not hold is taken from the model.
 */
export async function withTrainedWeights<T>(
  run: string,
  use: (trained: string, stored: string) => Promise<T>,
): Promise<T> {
  const stored = join(run, 'model-last');
  const checkpoint = join(run, trainingCheckpoint);
  if (!existsSync(checkpoint))
    throw new Failure(
      `${run} has no ${trainingCheckpoint}: weights as they were trained are in run folders only.`,
    );
  const trained = await mkdtemp(join(tmpdir(), 'biogloss-float32-'));
  try {
    await cp(stored, trained, { recursive: true });
    const { config, input } = await readModelFolder(stored, openEmbeddedIndex());
    const { network, guidelines, relationTypes } = config;
    const architecture: Architecture = {
      network,
      input,
      guidelines: guidelines.map(guidelineOf),
      relationTypes: relationTypes.length,
    };
    const { state } = await loadCheckpoint(checkpoint);
    const learned = new Map([...state.weights, ...(state.averages ?? [])]);
    const write = async (file: string, { graph, parameters }: BuiltGraph) => {
      const known = expandWeights(decodeModel(await readFile(join(stored, file))));
      const tensors = weightTensors(parameters, new Map([...known, ...learned]));
      const names = parameters.map(({ name }) => name);
      await writeFile(join(trained, file), encodeModel(bindWeights(graph, names, tensors)));
    };
    await write(modelFiles.entities, entityGraph(architecture));
    if (relationTypes.length > 0) await write(modelFiles.relations, relationGraph(architecture));
    return await use(trained, stored);
  } finally {
    await rm(trained, { recursive: true, force: true });
  }
}

/** Bytes of some files of a folder; one that is not there has none. */
export async function bytesOf(folder: string, files: readonly string[]): Promise<number> {
  const sizes = files.map((file) =>
    stat(join(folder, file)).then(
      ({ size }) => size,
      () => 0,
    ),
  );
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}

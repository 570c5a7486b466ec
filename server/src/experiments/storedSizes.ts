import { existsSync } from 'node:fs';
import { cp, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bindWeights } from '../onnx/compress';
import { encodeModel } from '../onnx/proto';
import { modelFiles, readModelFolder } from '../pipeline/modelFolder';
import { Failure } from '../platform/failure';
import { runFiles } from '../runs/runFiles';
import { entityGraph } from '../tasks/inferenceGraphs';
import { guidelineOf } from '../tasks/ner/guideline';
import { openEmbeddedIndex } from '../terminology/embeddedIndex';
import { loadCheckpoint } from '../training/checkpoint';
import { weightTensors } from '../training/weights';

/**
 * A run's model with its entity graph as it was trained, in float32, for as long as `use` takes: what storing weights small costs is the difference to
 * the stored one. That is `model-best` where the last epoch was the best, whose weights the checkpoint holds; otherwise `model-last`.
 */
export async function withTrainedWeights<T>(
  run: string,
  use: (trained: string, stored: string) => Promise<T>,
): Promise<T> {
  const checkpoint = join(run, runFiles.checkpoint);
  if (!existsSync(checkpoint))
    throw new Failure(
      `${run} has no ${runFiles.checkpoint}: weights as they were trained are in run folders only.`,
    );
  const [best, last] = ['model-best', 'model-last'].map((name) => join(run, name));
  const stored = (await sameGraph(best, last)) ? best : last;
  const trained = await mkdtemp(join(tmpdir(), 'biogloss-float32-'));
  try {
    await cp(stored, trained, { recursive: true });
    const { config, input } = await readModelFolder(stored, openEmbeddedIndex());
    const { network } = config;
    const { graph, parameters } = entityGraph({
      network,
      input,
      guidelines: config.guidelines.map(guidelineOf),
    });
    const { state } = await loadCheckpoint(checkpoint);
    const weights = new Map([...state.weights, ...(state.averages ?? [])]);
    const names = parameters.map(({ name }) => name);
    const bound = bindWeights(graph, names, weightTensors(parameters, weights));
    await writeFile(join(trained, modelFiles.entities), encodeModel(bound));
    return await use(trained, stored);
  } finally {
    await rm(trained, { recursive: true, force: true });
  }
}

async function sameGraph(one: string, other: string): Promise<boolean> {
  const [a, b] = await Promise.all([one, other].map((folder) => readFile(join(folder, modelFiles.entities))));
  return a.equals(b);
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

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Parameter } from '../onnx/builder';
import { GraphBuilder } from '../onnx/builder';
import { elementCount } from '../onnx/dataTypes';
import { noDropout } from '../tasks/encoder/network';
import { TransformerInput } from '../tasks/encoder/transformerInput';
import type { TransformerConfig } from '../tasks/modelConfig';
import { placeOf, prefixes, type WeightPlace } from './bertWeights';
import { readHubConfig, transformerOf } from './encoderConfig';
import { readFolderTokenizer } from './folderTokenizer';
import { openPyTorchFile } from './pytorch/pytorchFile';
import { quoted } from './quoted';
import { openSafetensors } from './safetensors';
import type { WeightFile } from './weightFile';

/** A local Hugging Face folder whose encoder a model can begin with. */
export interface Checkpoint {
  readonly config: TransformerConfig;
  readonly input: TransformerInput;
  /** Writes the encoder's weights into the parameters of `input`, one tensor at a time. */
  fill(weights: ReadonlyMap<string, Float32Array>): Promise<void>;
}

/** The files that may hold the weights, the best first. */
const weightFiles: readonly (readonly [string, (path: string) => Promise<WeightFile>])[] = [
  ['model.safetensors', openSafetensors],
  ['pytorch_model.bin', openPyTorchFile],
];

/**
 * Reads what a checkpoint is built of, and looks whether each weight is there in its shape; no weight is read before `fill`.
 * @throws Error with a sentence that names the file and what is wrong with it
 */
export async function openCheckpoint(folder: string): Promise<Checkpoint> {
  const config = transformerOf(folder, await readHubConfig(folder));
  const input = new TransformerInput(config, await readFolderTokenizer(folder));
  const parameters = parametersOf(input);
  const file = await openWeights(folder);
  try {
    for (const parameter of parameters) find(file, parameter);
  } finally {
    await file.close();
  }
  return {
    config,
    input,
    async fill(weights) {
      const file = await openWeights(folder);
      try {
        for (const parameter of parameters) {
          const { name, place } = find(file, parameter);
          copy(await file.read(name), weights.get(parameter.name)!, parameter.shape, place);
        }
      } finally {
        await file.close();
      }
    },
  };
}

function parametersOf(input: TransformerInput): readonly Parameter[] {
  const g = new GraphBuilder('checkpoint');
  g.output('states', input.write(g, noDropout));
  return g.build().parameters;
}

async function openWeights(folder: string): Promise<WeightFile> {
  for (const [name, openFile] of weightFiles) {
    const path = join(folder, name);
    if (existsSync(path)) return openFile(path);
  }
  throw new Error(
    `${folder} has no weights: ${weightFiles.map(([name]) => name).join(' or ')} was expected. Weights in several files, and those of TensorFlow or Flax, are not read.`,
  );
}

/** The tensor of a parameter. @throws Error with a sentence where there is none, or one of another shape */
function find(
  { path, tensors }: WeightFile,
  { name, shape }: Parameter,
): { name: string; place: WeightPlace } {
  const place = placeOf(name);
  const found = prefixes
    .flatMap((prefix) => place.names.map((each) => prefix + each))
    .find((each) => tensors.has(each));
  if (found === undefined)
    throw new Error(
      `${path} has no tensor "${place.names[0]}": it is no checkpoint of the encoder that config.json describes.`,
    );
  const stored = tensors.get(found)!.shape;
  const expected = place.isTransposed ? [...shape].reverse() : shape;
  const fits = place.isFirstRow
    ? stored.length === 2 && stored[0] >= 1 && stored[0] <= 16 && stored[1] === shape[0]
    : stored.join() === expected.join();
  if (!fits)
    throw new Error(
      `${path}: the tensor ${quoted(found)} has the shape [${stored}], and by config.json it should have ${place.isFirstRow ? `rows of ${shape[0]}` : `[${expected}]`}.`,
    );
  return { name: found, place };
}

function copy(
  values: Float32Array,
  target: Float32Array,
  shape: readonly number[],
  { isTransposed, isFirstRow }: WeightPlace,
): void {
  if (isFirstRow) target.set(values.subarray(0, elementCount(shape)));
  else if (isTransposed) transpose(values, target, shape);
  else target.set(values);
}

/** @param shape of the target, [in, out] */
function transpose(values: Float32Array, target: Float32Array, [inputs, outputs]: readonly number[]): void {
  for (let row = 0; row < outputs; row++)
    for (let column = 0; column < inputs; column++)
      target[column * outputs + row] = values[row * inputs + column];
}

import type { BuiltGraph } from '../onnx/builder';
import { Failure } from '../platform/failure';

/**
 * The network with the embeddings and the first layers of its transformer as they are: no gradient is made for them, and what they compute need not
 * be kept for one.
 * @param layers none where not given
 * @throws Failure where the network has no such layers
 */
export function withFrozenLayers(built: BuiltGraph, layers: number | undefined): BuiltGraph {
  if (layers === undefined) return built;
  const frozen = ['input.embeddings.', ...Array.from({ length: layers }, (_, i) => `input.layer${i}.`)];
  const missing = frozen.find((part) => !built.parameters.some(({ name }) => name.startsWith(part)));
  if (missing)
    throw new Failure(
      `The config's frozenLayers is ${layers}, but the network has no "${missing.slice(0, -1)}". It is for the layers of an imported checkpoint.`,
    );
  const parameters = built.parameters.map((parameter) =>
    frozen.some((part) => parameter.name.startsWith(part)) ? { ...parameter, trainable: false } : parameter,
  );
  return { ...built, parameters };
}

import { expandWeights } from '../../onnx/compress';
import { decodeModel } from '../../onnx/proto';
import { Session } from '../../runtime/session';
import type { Learned } from './linker';
import { NameEncoder } from './nameEncoder';
import { type LinkingConfig, Ranker } from './ranker';

/** What a model folder holds for linking besides names: the checked bytes of its graphs. */
export interface LearnedFiles {
  readonly config: LinkingConfig;
  readonly ranker: Uint8Array;
  readonly encoder?: Uint8Array;
}

/** Makes the ranker's session. @returns what a linker asks, and how to free it */
export async function openLearned({
  config,
  ranker,
  encoder,
}: LearnedFiles): Promise<{ learned: Learned; release: () => Promise<void> }> {
  const session = await Session.create(ranker, { threads: 1, sizesVary: true });
  return {
    learned: { config, ranker: new Ranker(session, config), encoder: encoder && (() => encoderOf(encoder)) },
    release: () => session.release(),
  };
}

/** The only table of the encoder's graph is its weights. */
function encoderOf(bytes: Uint8Array): NameEncoder {
  const graph = decodeModel(bytes);
  for (const [name, rows] of expandWeights(graph)) {
    const shape = graph.initializers.get(name)?.shape;
    if (shape?.length === 2) return new NameEncoder(rows, shape[1]);
  }
  throw new Error('The name encoder of the model has no table of weights. Install the model again.');
}

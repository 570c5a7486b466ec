import type { BuiltGraph } from '../../onnx/builder';
import { encodeModel } from '../../onnx/proto';
import { type HostTensors, Session } from '../../runtime/session';
import { batchPairs } from '../../tasks/relation/batch';
import type { Turn } from '../../terminology/candidates/slices';
import type { RatedExample } from './ratedExample';

/** What a graph over pairs is fed with for some examples, as one batch. */
export function feedsOf(examples: readonly RatedExample[]): HostTensors {
  const tokens = examples.reduce((sum, { words }) => sum + words, 0);
  const width = examples[0].states.length / examples[0].words;
  const states = new Float32Array(tokens * width);
  let first = 0;
  const placed = examples.map((example) => {
    const start = first;
    states.set(example.states, start * width);
    first += example.words;
    return { pairs: example.pairs, tokens: Int32Array.from({ length: example.words }, (_, i) => start + i) };
  });
  return {
    states: { dataType: 'float32', dims: [tokens, width], data: states },
    ...batchPairs(placed),
  };
}

/**
 * What an inference graph over pairs says of examples, each by itself, as it will be asked by the pipeline.
 * @param weights by name; a parameter that has none stays as it is initialised, if chance has no part in that
 * @param turn before each example
 * @returns for each example the graph's only output, [pairs × relationTypes]
 */
export async function runPairs(
  { graph, parameters }: BuiltGraph,
  weights: ReadonlyMap<string, Float32Array>,
  examples: readonly RatedExample[],
  turn: Turn,
): Promise<Float32Array[]> {
  const fed = Object.fromEntries(
    parameters.map(({ name, shape, initial }) => [
      name,
      {
        dataType: 'float32',
        dims: shape,
        data: weights.get(name) ?? initial(shape, byChance(name)),
      } as const,
    ]),
  );
  const [output] = graph.outputs;
  const asked = new Set(graph.inputs.map(({ name }) => name));
  const session = await Session.create(encodeModel(graph), { threads: 1 });
  try {
    const found: Float32Array[] = [];
    for (const example of examples) {
      await turn();
      const feeds = Object.entries(feedsOf([example])).filter(([name]) => asked.has(name));
      const answer = await session.run({ ...Object.fromEntries(feeds), ...fed });
      found.push(answer[output.name].data as Float32Array);
    }
    return found;
  } finally {
    await session.release();
  }
}

const byChance = (name: string) => (): never => {
  throw new Error(`"${name}" was never learned: what a graph of it says would be chance.`);
};

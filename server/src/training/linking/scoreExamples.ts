import { bindWeights } from '../../onnx/compress';
import { encodeModel } from '../../onnx/proto';
import { Session } from '../../runtime/session';
import { featureTensor } from '../../tasks/normalization/features';
import { rankerGraph } from '../../tasks/normalization/rankerNetwork';
import { weightTensors } from '../weights';
import type { RankingExample } from './rankingExamples';

/** Examples that are scored in one run. */
const batch = 200;

/** What a ranker says of examples. @returns for each example the scores of its choices and, last, of "nothing" */
export async function scoreExamples(
  type: string,
  weights: ReadonlyMap<string, Float32Array>,
  examples: readonly RankingExample[],
): Promise<Float32Array[]> {
  const { graph, parameters } = rankerGraph([type]);
  const names = parameters.map(({ name }) => name);
  const bound = bindWeights(graph, names, weightTensors(parameters, weights));
  const session = await Session.create(encodeModel(bound), { threads: 1 });
  const scores: Float32Array[] = [];
  try {
    for (let start = 0; start < examples.length; start += batch) {
      const part = examples.slice(start, start + batch);
      const rows = part.flatMap(({ features }) => features);
      const outputs = await session.run({ features: featureTensor(rows) });
      let at = 0;
      for (const { features } of part) {
        scores.push((outputs[type].data as Float32Array).slice(at, at + features.length));
        at += features.length;
      }
    }
  } finally {
    await session.release();
  }
  return scores;
}

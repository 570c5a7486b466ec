import type { Graph, Tensor } from '../../server/src/onnx/ir';
import { encodeModel } from '../../server/src/onnx/proto';
import { Session } from '../../server/src/runtime/session';

const sessions = new WeakMap<Graph, Promise<Session>>();

/** Runs a graph in ONNX Runtime on one thread; one session a graph object. */
export async function runGraph(
  graph: Graph,
  feeds: Readonly<Record<string, Tensor>>,
): Promise<Record<string, Tensor>> {
  let session = sessions.get(graph);
  if (!session) {
    session = Session.create(encodeModel(graph), { threads: 1 });
    sessions.set(graph, session);
  }
  const known = graph.inputs.map(({ name }) => [name, feeds[name]] as const);
  const inputs = Object.fromEntries(
    known.map(([name, { dataType, shape, data }]) => [name, { dataType, dims: shape, data }]),
  );
  const outputs = await (await session).run(inputs);
  return Object.fromEntries(
    Object.entries(outputs).map(([name, { dataType, dims, data }]) => [
      name,
      { dataType, shape: dims, data },
    ]),
  );
}

/** Numbers of the sine, none of them near another or near 0 by design: fixed, and rough enough to test with. */
export const floats = (...shape: number[]): Tensor => ({
  dataType: 'float32',
  shape,
  data: Float32Array.from(
    { length: shape.reduce((n, d) => n * d, 1) },
    (_, i) => Math.sin(1 + 1.7 * i) * 1.5,
  ),
});

export const ids = (shape: readonly number[], ...values: number[]): Tensor => ({
  dataType: 'int64',
  shape,
  data: BigInt64Array.from(values, BigInt),
});

import assert from 'node:assert/strict';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Graph, Node, Tensor } from '../../server/src/onnx/ir';
import { decodeModel, encodeModel } from '../../server/src/onnx/proto';
import { MessageWriter } from '../../server/src/onnx/protobuf';
import { Editor, words } from './editor';
import { productServer } from './servers';

const uri = 'file:///note.txt';
const text = 'Naproxen caused gastric ulcers in four patients.\n';

/** A graph with the outputs of an entity graph, which are made by one node. */
const graphOf = (node: Omit<Node, 'outputs'>, initializers: [string, Tensor][] = []): Graph => ({
  name: 'hostile',
  inputs: [],
  outputs: [{ name: 'states', dataType: 'float32', shape: ['n'] }],
  initializers: new Map(initializers),
  nodes: [{ ...node, outputs: ['states'] }],
});

/** A file whose graph consists of what `write` puts in, written field by field: our own writer makes no such graphs. */
function fileOf(write: (graph: MessageWriter) => void): Uint8Array {
  const graph = new MessageWriter().message(12, new MessageWriter().text(1, 'states'));
  write(graph);
  const operators = new MessageWriter().int(2, 20);
  return new MessageWriter().int(1, 9).message(7, graph).message(8, operators).finish();
}

/** `while (true) {}` */
const endlessLoop = fileOf((graph) => {
  const body = new MessageWriter()
    .message(1, new MessageWriter().text(1, 'go').text(2, 'go on').text(4, 'Identity'))
    .message(11, new MessageWriter().text(1, 'i'))
    .message(11, new MessageWriter().text(1, 'go'))
    .message(12, new MessageWriter().text(1, 'go on'));
  const attribute = new MessageWriter().text(1, 'body').int(20, 5).message(6, body);
  graph.message(1, new MessageWriter().text(1, '').text(1, 'true').text(4, 'Loop').message(5, attribute));
});

const dataOutside = fileOf((graph) => {
  const place = new MessageWriter().text(1, 'location').text(2, '../../../etc/passwd');
  const weight = new MessageWriter().packedInts(1, [4]).int(2, 1).text(8, 'weight').int(14, 1);
  graph.message(5, weight.message(13, place));
});

/** Sixteen million million numbers, from a file with the weights of the model that it stands for. */
function memoryBomb(folder: string): void {
  const path = join(folder, 'entities.onnx');
  const size: Tensor = { dataType: 'int64', shape: [1], data: BigInt64Array.of(2n ** 44n) };
  const weights = decodeModel(readFileSync(path)).initializers;
  const node = { op: 'ConstantOfShape', inputs: ['size'], attributes: {} };
  writeFileSync(path, encodeModel(graphOf(node, [...weights, ['size', size]])));
}

const unknownOperator = encodeModel(graphOf({ op: 'Frobnicate', inputs: [], attributes: {} }));

/** What is done to a copy of the embedded model, and what the person is told of it. */
const models: readonly [string, (folder: string) => void, RegExp][] = [
  ['an endless loop', replaceBy(endlessLoop), /entities\.onnx is refused: node 1 is the operator Loop/],
  ['data outside of its folder', replaceBy(dataOutside), /"weight"\) is kept outside of it \(in "\.\.\/\.\./],
  [
    'the graph of another model',
    replaceBy(encodeModel(graphOf({ op: 'Identity', inputs: ['states'], attributes: {} }))),
    /entities\.onnx does not fit the other files of its folder/,
  ],
  ['an unknown operator', replaceBy(unknownOperator), /node 1 is the operator Frobnicate/],
  [
    'more memory than there is',
    memoryBomb,
    /The model cannot run on this computer \(.*cpu: it asks for more memory than it can have here\)/,
  ],
  [
    'another file in place of a graph',
    replaceBy(Buffer.from('<html>')),
    /is no ONNX model, or a damaged one/,
  ],
  [
    'a graph that was cut off',
    (folder) => truncateSync(join(folder, 'entities.onnx'), 100_000),
    /entities\.onnx is no ONNX model, or a damaged one: .*bytes/,
  ],
  ['a graph missing', (folder) => rmSync(join(folder, 'relations.onnx')), /relations\.onnx is missing/],
];

function replaceBy(graph: Uint8Array): (folder: string) => void {
  return (folder) => writeFileSync(join(folder, 'entities.onnx'), graph);
}

for (const [what, spoil, sentence] of models)
  test(`a model with ${what} is one sentence within five seconds, and the next model works`, {
    timeout: 60_000,
  }, async (t) => {
    const server = productServer();
    if (!server || !existsSync(join(server.embeddedModel, 'relations.onnx')))
      return t.skip('there is no built product with an embedded model to spoil');
    const folder = mkdtempSync(join(tmpdir(), 'biogloss-hostile-'));
    cpSync(server.embeddedModel, folder, { recursive: true });
    spoil(folder);
    const editor = await Editor.start({ server });
    try {
      await editor.open(uri, text);
      await editor.complete(uri);
      const began = performance.now();
      await editor.execute('biogloss.selectModel', { folder });
      const { message = '' } = await editor.until(
        () => editor.statuses.find(({ state }) => state === 'failed'),
        'a failure',
        5_000,
      );
      t.diagnostic(`after ${Math.round(performance.now() - began)} ms: ${message}`);
      assert.match(message, sentence);
      assert.doesNotMatch(message, /\n/);
      assert.deepEqual(await editor.until(() => editor.diagnostics.get(uri), 'a diagnostic'), [message]);
      // Meanwhile the dictionary reads.
      assert.match(JSON.stringify(await editor.hover(uri, 'Naproxen')), /MESH:D009288/);
      await editor.replace(uri, 'four', 'five');
      await editor.execute('biogloss.selectModel', {});
      assert.ok(words(await editor.complete(uri)).includes('Naproxen'));
      await editor.until(() => editor.diagnostics.get(uri)?.length === 0, 'the end of the diagnostic');
    } finally {
      await editor.close();
      rmSync(folder, { recursive: true });
    }
  });

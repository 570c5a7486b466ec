import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { Graph } from '../../../server/src/onnx/ir';
import { encodeModel } from '../../../server/src/onnx/proto';
import { MessageWriter } from '../../../server/src/onnx/protobuf';
import { checkModelFile } from '../../../server/src/runtime/modelCheck';
import { Session } from '../../../server/src/runtime/session';

let folder = '';
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'model-check-'));
});
after(() => rm(folder, { recursive: true }));

const graph: Graph = {
  name: 'double',
  inputs: [{ name: 'x', dataType: 'float32', shape: ['n'] }],
  outputs: [{ name: 'y', dataType: 'float32', shape: ['n'] }],
  initializers: new Map([['two', { dataType: 'float32', shape: [1], data: Float32Array.of(2) }]]),
  nodes: [{ op: 'Mul', inputs: ['x', 'two'], outputs: ['y'], attributes: {} }],
};
const good = encodeModel(graph);

test('a sound model passes, and its bytes run', async () => {
  const path = join(folder, 'good.onnx');
  await writeFile(path, good);
  const session = await Session.create(await checkModelFile(path), { threads: 1 });
  const { y } = await session.run({ x: { dataType: 'float32', dims: [2], data: Float32Array.of(3, 4) } });
  assert.deepEqual(y.data, Float32Array.of(6, 8));
  await session.release();
});

/** A file with the given parts of a graph, beside an output and the operator set. */
const model = (write: (graph: MessageWriter) => void, extra = new MessageWriter()): Uint8Array => {
  const content = new MessageWriter().message(12, new MessageWriter().text(1, 'y'));
  write(content);
  const tail = new MessageWriter().message(8, new MessageWriter().int(2, 20));
  return Buffer.concat([
    new MessageWriter().int(1, 9).message(7, content).finish(),
    tail.finish(),
    extra.finish(),
  ]);
};
const node = (op: string) => new MessageWriter().text(4, op);
const attribute = (name: string, type: number) => new MessageWriter().text(1, name).int(20, type);
const entry = (key: string, value: string) => new MessageWriter().text(1, key).text(2, value);
const tensor = (...dims: number[]) => new MessageWriter().packedInts(1, dims).int(2, 1).text(8, 'weight');

/** `while (true) {}`: the condition of the loop is the constant true. */
const endlessBody = new MessageWriter()
  .message(1, node('Identity').text(1, 'go').text(2, 'go on'))
  .message(11, new MessageWriter().text(1, 'i'))
  .message(11, new MessageWriter().text(1, 'go'))
  .message(12, new MessageWriter().text(1, 'go on'));

const refused: [string, Uint8Array, RegExp][] = [
  ['an empty file', new Uint8Array(0), /is empty; copy or download it again\.$/],
  [
    'text',
    new TextEncoder().encode('<html>Not found</html>'),
    /is no ONNX model, or a damaged one: the file .*; copy or download it again\.$/,
  ],
  [
    'random bytes',
    Uint8Array.from({ length: 5000 }, (_, i) => (i * 7919 + 13) % 251),
    /is no ONNX model, or a damaged one: /,
  ],
  [
    'a truncated model',
    good.subarray(0, good.length - 40),
    /damaged one: the file says \d+ bytes follow, but only \d+ are left; copy/,
  ],
  [
    'a model that lost its end',
    good.subarray(0, good.length - 6),
    /damaged one: it does not say which ONNX operator set it uses; copy/,
  ],
  [
    'an unknown operator',
    encodeModel({ ...graph, nodes: [{ op: 'Frobnicate', inputs: [], outputs: ['y'], attributes: {} }] }),
    /is refused: node 1 is the operator Frobnicate, which is not among those that models may use\.$/,
  ],
  [
    'a custom domain',
    model((g) => g.message(1, node('Evil').text(7, 'com.evil'))),
    /refused: node 1 is the operator Evil of the domain "com\.evil", but only standard/,
  ],
  [
    'an endless loop',
    model((g) =>
      g.message(
        1,
        node('Loop').text(1, '').text(1, 'true').message(5, attribute('body', 5).message(6, endlessBody)),
      ),
    ),
    /refused: node 1 is the operator Loop, which is not among/,
  ],
  [
    'a graph hidden in an allowed operator',
    model((g) => g.message(1, node('Add').message(5, attribute('body', 5).message(6, endlessBody)))),
    /refused: an attribute of node 1 \(Add\) is a graph inside the graph/,
  ],
  [
    'operators defined in the file',
    model(() => {}, new MessageWriter().message(25, new MessageWriter().text(1, 'Add'))),
    /refused: it defines operators of its own/,
  ],
  [
    'data outside the folder',
    model((g) => g.message(5, tensor(4).int(14, 1).message(13, entry('location', '../../../etc/passwd')))),
    /refused: tensor 1 \("weight"\) is kept outside of it \(in "\.\.\/\.\.\/\.\.\/etc\/passwd"\), but a model must be whole in its one file\.$/,
  ],
  [
    'data outside, in an attribute',
    model((g) =>
      g.message(1, node('Constant').message(5, attribute('value', 4).message(5, tensor(4).int(14, 1)))),
    ),
    /refused: an attribute of node 1 \(Constant\) \("weight"\) is kept outside/,
  ],
  [
    'a tensor larger than its values',
    model((g) => g.message(5, tensor(2 ** 40, 2 ** 20).bytes(9, new Uint8Array(8)))),
    /damaged one: tensor 1 \("weight"\) should hold \d+ values, but holds 2; copy/,
  ],
  [
    'a tensor of negative size',
    model((g) => g.message(5, tensor(-1).bytes(9, new Uint8Array(8)))),
    /impossible size -1/,
  ],
  [
    'a tensor of strings',
    model((g) => g.message(5, new MessageWriter().int(2, 8))),
    /refused: tensor 1 is of the ONNX data type 8/,
  ],
];
for (const [what, bytes, message] of refused) {
  test(`${what} is refused in one sentence, at once`, async () => {
    const path = join(folder, 'bad.onnx');
    await writeFile(path, bytes);
    const started = performance.now();
    await assert.rejects(checkModelFile(path), ({ message: sentence }: Error) => {
      assert.match(sentence, message);
      assert.ok(sentence.includes(path) && !sentence.includes('\n'));
      return true;
    });
    assert.ok(performance.now() - started < 1000);
  });
}

test('a file cut short anywhere is never passed on', async () => {
  const path = join(folder, 'cut.onnx');
  for (let length = 0; length < good.length; length++) {
    await writeFile(path, good.subarray(0, length));
    await assert.rejects(checkModelFile(path));
  }
});

test('a missing file, a folder and a file beyond the limit each get their sentence', async () => {
  await assert.rejects(
    checkModelFile(join(folder, 'nowhere.onnx')),
    /^Error: The model file .*nowhere\.onnx is missing\.$/,
  );
  await assert.rejects(checkModelFile(folder), /is no file, where an ONNX model was expected|cannot be read/);
  const path = join(folder, 'large.onnx');
  await writeFile(path, good);
  await assert.rejects(
    checkModelFile(path, { bytes: 10, nodes: 10 }),
    /too large: \d+ bytes, at most 10 are read/,
  );
  await assert.rejects(
    checkModelFile(path, { bytes: 1e6, nodes: 0 }),
    /it has 1 nodes, at most 0 are allowed/,
  );
});

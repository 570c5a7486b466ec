import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { readTensors, writeTensors } from '../../../server/src/checkpoints/safetensors';
import type { Tensor } from '../../../server/src/onnx/ir';

let folder = '';
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'safetensors-'));
});
after(() => rm(folder, { recursive: true }));

const tensors = new Map<string, Tensor>([
  ['encoder.weight', { dataType: 'float32', shape: [2, 2], data: Float32Array.of(1, -2, 0.5, Number.NaN) }],
  ['hälf', { dataType: 'float16', shape: [3], data: Uint16Array.of(0x3c00, 1, 2) }],
  ['small', { dataType: 'int8', shape: [1, 3], data: Int8Array.of(-128, 0, 127) }],
  ['ids', { dataType: 'int64', shape: [1], data: BigInt64Array.of(-5n) }],
  ['nothing', { dataType: 'float32', shape: [0, 7], data: new Float32Array(0) }],
  ['scalar', { dataType: 'float32', shape: [], data: Float32Array.of(3) }],
]);

test('tensors and metadata come back as they were, also views of a larger buffer', async () => {
  const path = join(folder, 'all.safetensors');
  const view = new Float32Array(10).fill(7).subarray(3, 5);
  const all = new Map([...tensors, ['view', { dataType: 'float32', shape: [2], data: view } as const]]);
  await writeTensors(path, all, { note: 'ünïcode' });
  const read = await readTensors(path);
  assert.deepEqual(
    read.tensors,
    new Map([...all].map(([name, tensor]) => [name, { ...tensor, data: tensor.data.slice() }])),
  );
  assert.deepEqual(read.metadata, { note: 'ünïcode' });
});

test('the order of the tensors does not matter for the bytes', async () => {
  const [a, b] = [join(folder, 'a'), join(folder, 'b')];
  await writeTensors(a, tensors);
  await writeTensors(b, new Map([...tensors].reverse()));
  assert.deepEqual(await readFile(a), await readFile(b));
});

test('the file is laid out as the format says, read by an independent program', async (t) => {
  const path = join(folder, 'python');
  await writeTensors(path, tensors);
  const program = `
import json, struct, sys
raw = open(sys.argv[1], 'rb').read()
(n,) = struct.unpack('<Q', raw[:8])
h = json.loads(raw[8:8+n])
s, e = h['encoder.weight']['data_offsets']
print(n % 8, h['encoder.weight']['dtype'], h['encoder.weight']['shape'], struct.unpack('<4f', raw[8+n+s:8+n+e])[:3])`;
  const { status, stdout, error } = spawnSync('python3', ['-c', program, path], { encoding: 'utf8' });
  if (error) return t.skip('no python3 on this computer');
  assert.equal(status, 0);
  assert.equal(stdout.trim(), '0 F32 [2, 2] (1.0, -2.0, 0.5)');
});

test('a failed writing leaves the old file and nothing beside it', async () => {
  const inner = await mkdtemp(join(folder, 'atomic-'));
  const path = join(inner, 'weights');
  await writeTensors(path, tensors);
  const lying: Tensor = { dataType: 'float32', shape: [5], data: new Float32Array(2) };
  await assert.rejects(
    writeTensors(path, new Map([['lying', lying]])),
    /"lying" of shape \[5\] has 2 values/,
  );
  assert.equal((await readTensors(path)).tensors.size, tensors.size);
  assert.deepEqual(await readdir(inner), ['weights']);
});

function file(header: string | object, values: number, headerLength?: bigint): Uint8Array {
  const json = new TextEncoder().encode(typeof header === 'string' ? header : JSON.stringify(header));
  const bytes = new Uint8Array(8 + json.length + values);
  new DataView(bytes.buffer).setBigUint64(0, headerLength ?? BigInt(json.length), true);
  bytes.set(json, 8);
  return bytes;
}
const entry = (shape: unknown, from: number, to: number, dtype = 'F32') => ({
  dtype,
  shape,
  data_offsets: [from, to],
});

const lies: [string, Uint8Array, RegExp][] = [
  ['an empty file', new Uint8Array(0), /it has 0 bytes/],
  [
    'a header longer than the file',
    file({}, 0, 2n ** 60n),
    /its header should be 1152921504606847000 bytes long, the whole file is 10/,
  ],
  ['no JSON', file('{nonsense', 0), /not JSON/],
  ['a list', file('[1]', 0), /no table of tensors/],
  [
    'a tensor without place',
    file({ w: { dtype: 'F32', shape: [1] } }, 4),
    /type, shape and place of the tensor "w"/,
  ],
  ['a negative size', file({ w: entry([-1], 0, 4) }, 4), /type, shape and place/],
  ['a fraction', file({ w: entry([0.5], 0, 2) }, 2), /type, shape and place/],
  ['an unknown type', file({ w: entry([1], 0, 4, 'F8') }, 4), /"w" is of type "F8"/],
  [
    'a shape that needs more than there is',
    file({ w: entry([1e6, 1e6], 0, 4) }, 4),
    /needs 4000000000000 bytes, but has 4/,
  ],
  [
    'overlapping tensors',
    file({ a: entry([2], 0, 8), b: entry([2], 4, 12) }, 12),
    /"b" should start at byte 8, but starts at 4/,
  ],
  ['a gap', file({ a: entry([1], 0, 4), b: entry([1], 8, 12) }, 12), /"b" should start at byte 4/],
  ['a truncated file', file({ a: entry([4], 0, 16) }, 9), /16 bytes long, but 9 bytes follow/],
  ['metadata that are no texts', file({ __metadata__: { a: 1 } }, 0), /metadata/],
];
for (const [what, bytes, message] of lies) {
  test(`${what} is refused with a sentence`, async () => {
    const path = join(folder, 'lie');
    await writeFile(path, bytes);
    await assert.rejects(readTensors(path), { message });
  });
}

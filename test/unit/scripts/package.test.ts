import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deflateRawSync } from 'node:zlib';
import { script } from './script';

/** A .zip file of these entries, deflated where that is asked for. Source: APPNOTE.TXT 6.3.10. */
function zip(files: Record<string, string>, method: 0 | 8): Buffer {
  const local: Buffer[] = [];
  const central: Buffer[] = [];
  let at = 0;
  for (const [name, text] of Object.entries(files)) {
    const data = method === 8 ? deflateRawSync(text) : Buffer.from(text);
    const shared = Buffer.alloc(26);
    shared.writeUInt16LE(20, 0);
    shared.writeUInt16LE(method, 4);
    shared.writeUInt32LE(data.length, 14);
    shared.writeUInt32LE(Buffer.byteLength(text), 18);
    shared.writeUInt16LE(Buffer.byteLength(name), 22);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(at, 10);
    local.push(Buffer.from('PK\x03\x04', 'latin1'), shared, Buffer.from(name), data);
    central.push(Buffer.from('PK\x01\x02\x14\x00', 'latin1'), shared, rest, Buffer.from(name));
    at += 30 + Buffer.byteLength(name) + data.length;
  }
  const end = Buffer.alloc(18);
  end.writeUInt16LE(Object.keys(files).length, 6);
  end.writeUInt32LE(at, 12);
  return Buffer.concat([...local, ...central, Buffer.from('PK\x05\x06', 'latin1'), end]);
}

test('a .zip is read, whether its files are packed or not', async () => {
  const { zipEntries } = await script('zip.mjs');
  const files = { 'extension/a.txt': 'aaaaaaaaaaaaaaaaaaaaaa', 'extension/é.txt': 'β' };
  for (const method of [0, 8] as const) {
    const entries = zipEntries(zip(files, method));
    const read = Object.fromEntries(
      entries.map((entry: Entry) => [entry.name, entry.read().toString('utf8')]),
    );
    assert.deepEqual(read, files);
  }
  assert.throws(() => zipEntries(Buffer.from('no archive at all')), /not a \.zip file/);
});

interface Entry {
  readonly name: string;
  readonly packed: number;
  read(): Buffer;
}

const native = `dist/node_modules/onnxruntime-node/bin/napi-v6/${process.platform}/${process.arch}/x.node`;
const good = [
  'package.json',
  'readme.md',
  'LICENSE.txt',
  ...[
    'client',
    'server',
    'analysisWorker',
    'trainingWorker',
    'terminologyWorker',
    'modelsWorker',
    'cli',
    'graphView',
    'evaluationView',
    'corpusView',
    'trainingView',
  ].map((name) => `dist/${name}.js`),
  'dist/graphView.css',
  'dist/evaluationView.css',
  'dist/corpusView.css',
  'dist/trainingView.css',
  'dist/node_modules/onnxruntime-node/package.json',
  'dist/node_modules/onnxruntime-common/package.json',
  native,
  'dist/licences.txt',
  'models/default/config.json',
];
const entriesOf = (names: readonly string[], packed = 10) =>
  names.map((name) => ({ name: `extension/${name}`, packed }));

test('a package with all that is needed and nothing else passes', async () => {
  const { checkContents } = await script('package.mjs');
  checkContents(entriesOf(good));
});

test('a package with sources, other platforms’ files, gaps or too many bytes is refused', async () => {
  const { checkContents } = await script('package.mjs');
  const refuses = (names: readonly string[], message: RegExp) =>
    assert.throws(() => checkContents(entriesOf(names)), message);
  refuses(
    [...good, 'server/src/cli/main.ts'],
    /holds server\/src\/cli\/main\.ts, which does not belong there/,
  );
  refuses([...good, 'dist/client.js.map'], /holds dist\/client\.js\.map/);
  refuses([...good, 'node_modules/left-pad/index.js'], /holds node_modules\/left-pad/);
  refuses([...good, native.replace(process.platform, 'plan9')], /a file of another platform/);
  for (const needed of ['dist/cli.js', 'models/default/config.json', native]) {
    refuses(
      good.filter((name) => name !== needed),
      /lacks /,
    );
  }
  assert.throws(() => checkContents(entriesOf(good, 20e6)), /more than 60 MB/);
});

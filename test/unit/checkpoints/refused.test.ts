import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { openCheckpoint } from '../../../server/src/checkpoints/checkpoint';

const fixtures = join(process.cwd(), 'test/fixtures/checkpoints');
const folders: string[] = [];
after(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** A copy of a small checkpoint, spoilt. @returns what is said of it, once it is opened and its weights are read */
async function saidOf(fixture: string, spoil: (path: (file: string) => string) => void): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'biogloss-checkpoint-'));
  folders.push(folder);
  cpSync(join(fixtures, fixture), folder, { recursive: true });
  spoil((file) => join(folder, file));
  const before = process.memoryUsage.rss();
  const error = await openCheckpoint(folder).then(
    () => assert.fail('it was taken'),
    (reason: Error) => reason,
  );
  const grown = (process.memoryUsage.rss() - before) / 2 ** 20;
  assert.ok(grown < 256, `it took ${Math.round(grown)} MiB`);
  assert.equal(error.constructor, Error, error.stack);
  assert.match(error.message, /^[^\n]*\.$/, 'one sentence, on one line');
  return error.message.replaceAll(folder, 'FOLDER');
}

const edited =
  (file: string, edit: (config: Record<string, unknown>) => object) => (path: (file: string) => string) =>
    writeFileSync(path(file), JSON.stringify(edit(JSON.parse(readFileSync(path(file), 'utf8')))));
const weights = (content: string | Uint8Array) => (path: (file: string) => string) =>
  writeFileSync(path('pytorch_model.bin'), content);

/** A ZIP file of one stored member. */
function zipOf(name: string, content: Uint8Array): Uint8Array {
  const bytes = Buffer.alloc(30 + name.length + content.length + 46 + name.length + 22);
  const [table, end] = [30 + name.length + content.length, 76 + 2 * name.length + content.length];
  bytes.writeUInt32LE(0x04034b50, 0);
  bytes.writeUInt16LE(name.length, 26);
  bytes.write(name, 30);
  bytes.set(content, 30 + name.length);
  bytes.writeUInt32LE(0x02014b50, table);
  bytes.writeUInt32LE(content.length, table + 20);
  bytes.writeUInt32LE(content.length, table + 24);
  bytes.writeUInt16LE(name.length, table + 28);
  bytes.write(name, table + 46);
  bytes.writeUInt32LE(0x06054b50, end);
  bytes.writeUInt32LE(46 + name.length, end + 12);
  bytes.writeUInt32LE(table, end + 16);
  return bytes;
}
const pickled = (...parts: (string | number[])[]) =>
  zipOf('archive/data.pkl', Buffer.concat(parts.map((part) => Buffer.from(part as string, 'latin1'))));

const witness = join(tmpdir(), `biogloss-executed-${process.pid}`);
/** What `pickle` writes for an object whose `__reduce__` is a call of `os.system`. */
const call = `\x80\x02cposix\nsystem\nX${String.fromCharCode(6 + witness.length)}\0\0\0touch ${witness}\x85R.`;

test('a pickle that would run a program is refused by the name of the function, and nothing runs', async () => {
  assert.match(
    await saidOf('bert', weights(pickled(call))),
    /pytorch_model\.bin is no file of tensors .*: its pickle names "posix\.system", which a table of tensors has no use for \(byte 2\)\.$/,
  );
  // The file would work: Python runs it.
  try {
    execFileSync('python3', ['-c', 'import pickle, sys; pickle.loads(sys.stdin.buffer.read())'], {
      input: Buffer.from(call, 'latin1'),
    });
    assert.ok(existsSync(witness));
  } catch (error) {
    assert.equal((error as NodeJS.ErrnoException).code, 'ENOENT', 'there is no Python here');
  } finally {
    rmSync(witness, { force: true });
  }
});

const many = 400_000;
const cases: readonly [string, string, (path: (file: string) => string) => void, RegExp][] = [
  [
    'an unknown operation',
    'bert',
    weights(pickled('\x80\x02ccollections\nOrderedDict\n)\x81.')),
    /operation 0x81, which .* \(byte 28\)/,
  ],
  ['a class by another way', 'bert', weights(pickled('\x80\x04(ios\nsystem\n.')), /operation 0x69/],
  [
    'a call of a known name with anything',
    'bert',
    weights(pickled('\x80\x02}X\x01\0\0\0actorch._utils\n_rebuild_tensor_v2\n)Rs.')),
    /the tensor "a" is not described as tensors are/,
  ],
  [
    'a pickle that ends early',
    'bert',
    weights(pickled('\x80\x02}X\xff\xff\xff\x7fa')),
    /its pickle is cut off \(byte 3\)/,
  ],
  [
    'a pickle without end',
    'bert',
    weights(pickled('\x80\x02', '}'.repeat(many), '.')),
    /more than 300000 operations/,
  ],
  ['values from nowhere', 'bert', weights(pickled('\x80\x02h\x07.')), /recalls the value 7/],
  ['no tensors', 'bert', weights(pickled('\x80\x02}.')), /it holds no tensors/],
  [
    'an old pickle of something else',
    'old',
    weights(Buffer.from('\x80\x02}.', 'latin1')),
    /it is a pickle, but not of PyTorch/,
  ],
  [
    'an old file that was cut off',
    'old',
    (path) => truncateSync(path('pytorch_model.bin'), 20_000),
    /its numbers end before those of the storage/,
  ],
  [
    'a ZIP file that was cut off',
    'bert',
    (path) => truncateSync(path('pytorch_model.bin'), 20_000),
    /it has no end/,
  ],
  [
    'a ZIP file of something else',
    'bert',
    weights(zipOf('word/document.xml', Buffer.from('<x/>'))),
    /it has no part data\.pkl/,
  ],
  ['an empty file of weights', 'bert', weights(''), /it has 0 bytes/],
  [
    'a page in place of weights',
    'bert',
    weights('<html>Not found</html>'),
    /it is neither of the two forms of PyTorch/,
  ],
  [
    'a hundred gigabytes of nothing',
    'bert',
    (path) => truncateSync(path('pytorch_model.bin'), 100e9),
    /it has no end/,
  ],
  [
    'a hundred gigabytes of nothing behind safetensors',
    'roberta',
    (path) => truncateSync(path('model.safetensors'), 100e9),
    /bytes long, but \d+ bytes follow the header/,
  ],
  [
    'a header of safetensors that lies',
    'roberta',
    (path) => writeFileSync(path('model.safetensors'), Buffer.from([255, 255, 255, 255, 255, 255, 255, 127])),
    /its header should be/,
  ],
  [
    'an empty file of safetensors',
    'roberta',
    (path) => writeFileSync(path('model.safetensors'), ''),
    /it has 0 bytes/,
  ],
  [
    'other shapes than its config tells',
    'bert',
    edited('config.json', (config) => ({ ...config, intermediate_size: 64 })),
    /"bert\.encoder\.layer\.0\.intermediate\.dense\.weight" has the shape \[32,16\], and by config\.json it should have \[64,16\]/,
  ],
  [
    'a table beyond all memory in its config',
    'bert',
    edited('config.json', (config) => ({ ...config, vocab_size: 2 ** 20, hidden_size: 4096 })),
    /has the shape \[\d+,16\]/,
  ],
  [
    'fewer layers than its config tells',
    'bert',
    edited('config.json', (config) => ({ ...config, num_hidden_layers: 3 })),
    /has no tensor "encoder\.layer\.2\./,
  ],
  [
    'another kind of network',
    'bert',
    edited('config.json', (config) => ({ ...config, model_type: 't5' })),
    /its model_type is "t5", and encoders of these kinds are known: bert, roberta/,
  ],
  [
    'another activation',
    'bert',
    edited('config.json', (config) => ({ ...config, hidden_act: 'relu' })),
    /hidden_act is "relu"/,
  ],
  [
    'a size that is none',
    'bert',
    edited('config.json', (config) => ({ ...config, hidden_size: -1 })),
    /config\.json cannot be used: "hidden_size"/,
  ],
  [
    'an empty config',
    'bert',
    (path) => writeFileSync(path('config.json'), ''),
    /config\.json is not JSON: it is empty/,
  ],
  [
    'a config of gigabytes',
    'bert',
    (path) => truncateSync(path('config.json'), 5e9),
    /config\.json is no file of a checkpoint: it has 5000000000 bytes/,
  ],
  [
    'a vocabulary of something else',
    'bert',
    (path) => writeFileSync(path('vocab.txt'), 'a\nb\n'),
    /it has no \[UNK\]/,
  ],
  [
    'more subwords than its table has',
    'bert',
    (path) => writeFileSync(path('vocab.txt'), `${readFileSync(path('vocab.txt'))}more\n`),
    /ids up to 16, but the table of subwords has 16 rows/,
  ],
  [
    'a tokenizer with patterns of its own',
    'roberta',
    edited('tokenizer.json', (content) => ({
      ...content,
      normalizer: { type: 'Replace', pattern: { Regex: '(a+)+$' }, content: '' },
    })),
    /tokenizer\.json cannot be used: its "normalizer"/,
  ],
  [
    'names of a thousand lines',
    'bert',
    weights(pickled(`\x80\x02}X\xd0\x07\0\0${'a\n'.repeat(1000)}ctorch._utils\n_rebuild_tensor_v2\n)Rs.`)),
    /the tensor "a.{99}…" is not described/,
  ],
  [
    'a tokenizer of brackets',
    'roberta',
    (path) => writeFileSync(path('tokenizer.json'), `[${'[],'.repeat(2_000_000)}[]]`),
    /tokenizer\.json cannot be used: its "content"/,
  ],
  ['no tokenizer', 'bert', (path) => rmSync(path('vocab.txt')), /has neither tokenizer\.json nor vocab\.txt/],
  [
    'no weights',
    'bert',
    (path) => rmSync(path('pytorch_model.bin')),
    /has no weights: model\.safetensors or pytorch_model\.bin was expected/,
  ],
];

for (const [what, fixture, spoil, sentence] of cases)
  test(`${what}: a sentence within two seconds`, { timeout: 60_000 }, async () => {
    const before = process.cpuUsage();
    assert.match(await saidOf(fixture, spoil), sentence);
    const { user, system } = process.cpuUsage(before);
    assert.ok(user + system < 2e6, `it took ${(user + system) / 1e6} s`);
  });

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, type TestContext, test } from 'node:test';
import { downloadModel as fetchModel } from '../../../server/src/models/downloadModel';
import { exportModel } from '../../../server/src/models/exportModel';
import { sourceOf } from '../../../server/src/models/hub';
import { downloadFolder, planDownload } from '../../../server/src/models/planDownload';
import { birthOf } from '../../../server/src/platform/processLife';
import { breaksAfter, FileServer, type ServedFile } from '../../support/fileServer';
import { writeTinyCheckpoint } from '../../support/tinyCheckpoint';

const embedded = join(process.cwd(), 'models', 'default');
const folder = mkdtempSync(join(tmpdir(), 'biogloss-download-'));
after(() => rmSync(folder, { recursive: true, force: true }));

const commit = `${'c0ffee'.repeat(6)}abcd`;
const hash = (content: Buffer) => createHash('sha256').update(content).digest('hex');
const git = (content: Buffer) =>
  createHash('sha1').update(`blob ${content.length}\0`).update(content).digest('hex');

/** The files of a tiny checkpoint, and others that hubs have beside them. */
async function checkpointFiles(): Promise<Record<string, Buffer>> {
  const source = join(folder, 'source');
  if (!existsSync(source)) await writeTinyCheckpoint(source);
  const files = readdirSync(source).map((name) => [name, readFileSync(join(source, name))]);
  return {
    ...Object.fromEntries(files),
    'README.md': Buffer.from('---\nlicense: cc-by-4.0\n---\n# Tiny\n'),
    'pytorch_model.bin': Buffer.from('the same weights once more'),
    'train.py': Buffer.from('import os'),
  };
}

interface HubOptions {
  /** What becomes of the weights. */
  readonly weights?: Partial<ServedFile>;
  /** What the hub tells of the weights' hash. */
  readonly sha256?: string;
  readonly cardData?: object | null;
  /** Changes of its config.json. */
  readonly config?: object;
}

/** A hub with one model, `lab/tiny`, whose large files lie on another host. */
async function hubWith(
  t: TestContext,
  { weights, sha256, cardData = { license: 'cc-by-4.0' }, config = {} }: HubOptions = {},
) {
  const files = await checkpointFiles();
  files['config.json'] = Buffer.from(
    JSON.stringify({ ...JSON.parse(files['config.json'].toString()), ...config }),
  );
  const large = 'model.safetensors';
  const elsewhere = await FileServer.start({ [large]: { content: files[large], ...weights } });
  const siblings = Object.entries(files).map(([rfilename, content]) => ({
    rfilename,
    size: content.length,
    blobId: git(content),
    ...(rfilename === large && {
      lfs: { sha256: sha256 ?? hash(content), size: content.length, pointerSize: 130 },
    }),
  }));
  const info = JSON.stringify({ id: 'lab/tiny', sha: commit, siblings, cardData });
  const at = `lab/tiny/resolve/${commit}`;
  const toOtherHost: ServedFile = {
    content: files[large],
    misbehaviour: Array.from({ length: 20 }, () => (_, response) => {
      response.writeHead(302, { location: elsewhere.at(large) }).end();
    }),
  };
  const hub = await FileServer.start({
    'api/models/lab/tiny/revision/main': info,
    ...Object.fromEntries(Object.entries(files).map(([name, content]) => [`${at}/${name}`, content])),
    [`${at}/${large}`]: toOtherHost,
  });
  const before = process.env.HF_ENDPOINT;
  process.env.HF_ENDPOINT = hub.address;
  const models = mkdtempSync(join(folder, 'models-'));
  t.after(async () => {
    if (before === undefined) delete process.env.HF_ENDPOINT;
    else process.env.HF_ENDPOINT = before;
    await Promise.all([hub.stop(), elsewhere.stop()]);
  });
  return { hub, elsewhere, models, files };
}

/** A download by somebody who agrees to whatever is planned. */
const downloadModel = async (
  order: Parameters<typeof planDownload>[0],
  options?: Parameters<typeof fetchModel>[1],
) => fetchModel({ plan: await planDownload(order), models: order.models }, options);

/** A folder of the tiny checkpoint on a server that lists nothing and tells no hashes. */
async function plainServer(t: TestContext) {
  const server = await FileServer.start(await checkpointFiles());
  t.after(() => server.stop());
  return { server, source: server.address, models: mkdtempSync(join(folder, 'models-')) };
}

const visible = (models: string) => readdirSync(models).filter((name) => !name.startsWith('.'));
const left = (models: string) =>
  existsSync(join(models, '.downloads')) ? readdirSync(join(models, '.downloads')) : [];

test('a hub is asked for size and licence, and nothing of the model is fetched by that', async (t) => {
  const { hub, models, files } = await hubWith(t);
  const plan = await planDownload({ source: 'lab/tiny', models });
  assert.deepEqual(plan.files.map(({ name }) => name).sort(), [
    'README.md',
    'config.json',
    'model.safetensors',
    'vocab.txt',
  ]);
  const expected = plan.files.reduce((sum, { name }) => sum + files[name].length, 0);
  assert.deepEqual(
    [plan.name, plan.licence, plan.revision, plan.bytes, plan.here, plan.isEncrypted],
    ['lab-tiny', 'cc-by-4.0', commit, expected, 0, false],
  );
  assert.deepEqual(hub.asked, ['GET /api/models/lab/tiny/revision/main?blobs=true']);
  assert.deepEqual(readdirSync(models), []);
});

test('a checkpoint is downloaded from a hub, checked and told of with its source', async (t) => {
  const { hub, models } = await hubWith(t);
  const shares: number[] = [];
  const model = await downloadModel(
    { source: 'lab/tiny', models },
    { progress: (share) => shares.push(share) },
  );
  assert.deepEqual(
    [model.kind, model.name, model.licence, model.source],
    ['checkpoint', 'lab-tiny', 'cc-by-4.0', `${hub.address}/lab/tiny`],
  );
  assert.deepEqual(readdirSync(model.folder).sort(), [
    'README.md',
    'config.json',
    'model.safetensors',
    'source.json',
    'vocab.txt',
  ]);
  assert.equal(shares.at(-1), 1);
  assert.deepEqual(
    shares,
    [...shares].sort((a, b) => a - b),
  );
  assert.deepEqual([visible(models), left(models)], [['lab-tiny'], []]);
  assert.ok(!hub.asked.some((line) => /train\.py|pytorch_model/.test(line)));
});

test('a download that breaks is gone on with by the next one: what is whole is not fetched again', async (t) => {
  const { hub, elsewhere, models } = await hubWith(t, {
    weights: { misbehaviour: [breaksAfter(10_000), ...[1, 2, 3].map(() => breaksAfter(0))] },
  });
  await assert.rejects(
    downloadModel({ source: 'lab/tiny', models }),
    /it goes on where it stopped, at \d+ bytes\.$/,
  );
  assert.deepEqual(visible(models), []);
  const { here, bytes } = await planDownload({ source: 'lab/tiny', models });
  assert.ok(here > 0 && here < bytes);
  const [askedHub, askedElsewhere] = [hub.asked.length, elsewhere.asked.length];
  await downloadModel({ source: 'lab/tiny', models });
  assert.match(elsewhere.asked[askedElsewhere], /^GET \/model\.safetensors bytes=\d+-$/);
  assert.ok(
    !hub.asked.slice(askedHub).some((line) => /vocab|README/.test(line)),
    hub.asked.slice(askedHub).join('\n'),
  );
  assert.deepEqual([visible(models), left(models)], [['lab-tiny'], []]);
});

test('what a person agreed to is fetched: a branch that moved on meanwhile changes nothing', async (t) => {
  const { hub, models } = await hubWith(t);
  const plan = await planDownload({ source: 'lab/tiny', models });
  const info = hub.files.get('api/models/lab/tiny/revision/main')!;
  info.content = Buffer.from(info.content.toString().replace(commit, 'f00'.repeat(13)));
  const asked = hub.asked.length;
  await fetchModel({ plan, models });
  assert.ok(hub.asked.slice(asked).every((line) => line.includes(`/resolve/${commit}/`)));
});

test('what a person did not agree to is refused: another size, another licence', async (t) => {
  const { server, source, models } = await plainServer(t);
  const plan = await planDownload({ source, models });
  const [weights, card] = ['model.safetensors', 'README.md'].map((name) => server.files.get(name)!);
  const [before, free] = [weights.content, card.content];
  weights.content = Buffer.concat([before, before]);
  await assert.rejects(fetchModel({ plan, models }), /has another file than was told of/);
  weights.content = before;
  card.content = Buffer.from(free.toString().replace('cc-by-4.0', 'all-mine.'));
  await assert.rejects(
    fetchModel({ plan, models }),
    /^Error: The licence of http:\S+ has changed since it was shown: it was cc-by-4\.0, and is all-mine\..* download it again/,
  );
  assert.deepEqual([visible(models), left(models)], [[], []]);
  card.content = free;
  assert.equal((await fetchModel({ plan, models })).licence, 'cc-by-4.0');
});

test('a plan with a name that leads elsewhere is refused', async (t) => {
  const { source, models } = await plainServer(t);
  const plan = await planDownload({ source, models });
  const files = plan.files.map((file) => ({ ...file, name: `../../${file.name}` }));
  await assert.rejects(
    fetchModel({ plan: { ...plan, files }, models }),
    /is not downloaded: its name leads out of the folder\.$/,
  );
});

test('a file that an earlier download finished is taken again only if the server still has it', async (t) => {
  const { server, source, models } = await plainServer(t);
  const [weights, words] = ['model.safetensors', 'vocab.txt'].map((name) => server.files.get(name)!);
  server.files.set('model.safetensors', {
    ...weights,
    misbehaviour: [breaksAfter(10_000), ...[1, 2, 3].map(() => breaksAfter(0))],
  });
  const plan = await planDownload({ source, models });
  await assert.rejects(fetchModel({ plan, models }), /it goes on where it stopped/);
  // As long as before, and another.
  words.content = Buffer.from(words.content.toString().replace(/\w(?=\n$)/, '#'));
  const asked = server.asked.length;
  const model = await fetchModel({ plan, models });
  assert.ok(readFileSync(join(model.folder, 'vocab.txt')).equals(words.content));
  const again = server.asked.slice(asked);
  assert.deepEqual(
    again.filter((line) => line.startsWith('GET')).map((line) => line.replace(/\d+-$/, 'N-')),
    ['GET /vocab.txt', 'GET /model.safetensors bytes=N-'],
  );
  assert.ok(readdirSync(model.folder).every((name) => !name.endsWith('.etag')));
});

test('weights of another hash than the hub tells, or the person gives, are refused and removed', async (t) => {
  const wrong = 'f'.repeat(64);
  const { models } = await hubWith(t, { sha256: wrong });
  await assert.rejects(
    downloadModel({ source: 'lab/tiny', models }),
    /its SHA-256 is [0-9a-f]{64}, not f{64}\. It is removed\.$/,
  );
  assert.deepEqual(visible(models), []);
  const right = await hubWith(t);
  await assert.rejects(
    planDownload({ source: 'lab/tiny', models, sha256: wrong }),
    /The server tells the SHA-256 [0-9a-f]{64} of model\.safetensors, not the one that you gave\.$/,
  );
  await assert.rejects(
    planDownload({ source: 'lab/tiny', models, sha256: 'abc' }),
    /must be 64 hexadecimal digits/,
  );
  const sha256 = hash(right.files['model.safetensors']).toUpperCase();
  assert.equal(
    (await downloadModel({ source: 'lab/tiny', models: right.models, sha256 })).kind,
    'checkpoint',
  );
});

test('whole files that make no model are refused, and do not stay', async (t) => {
  const broken = Buffer.from('not safetensors at all');
  const { models } = await hubWith(t, { weights: { content: broken }, sha256: hash(broken) });
  // The hub's size is that of the true weights.
  await assert.rejects(downloadModel({ source: 'lab/tiny', models }), /has another file than was told of/);
  const static_ = await FileServer.start({ ...(await checkpointFiles()), 'model.safetensors': broken });
  t.after(() => static_.stop());
  await assert.rejects(
    downloadModel({ source: static_.address, models }),
    /^Error: This model is not taken in: .*model\.safetensors/,
  );
  assert.deepEqual(visible(models), []);
});

test('a model of a kind that is not read is refused before its weights are fetched', async (t) => {
  const { models, hub, elsewhere } = await hubWith(t, { config: { model_type: 'deberta-v2' } });
  await assert.rejects(
    downloadModel({ source: 'lab/tiny', models }),
    /^Error: This model is not taken in: .*its model_type is "deberta-v2", and encoders of these kinds are known: bert, roberta\.$/,
  );
  assert.deepEqual([elsewhere.asked, visible(models), left(models)], [[], [], []]);
  assert.ok(hub.asked.length < 5);
});

test('any server with the files in a folder will do; its card tells the licence', async (t) => {
  const files = await checkpointFiles();
  const server = await FileServer.start(
    Object.fromEntries(Object.entries(files).map(([name, content]) => [`some/where/tiny/${name}`, content])),
  );
  t.after(() => server.stop());
  const models = mkdtempSync(join(folder, 'models-'));
  const plan = await planDownload({ source: server.at('some/where/tiny'), models });
  assert.deepEqual([plan.name, plan.licence], ['tiny', 'cc-by-4.0']);
  const model = await downloadModel({ source: server.at('some/where/tiny/'), models });
  assert.deepEqual([model.name, model.kind], ['tiny', 'checkpoint']);
});

test('an exported model is downloaded from any address', {
  skip: existsSync(embedded) ? false : 'no embedded model here',
}, async (t) => {
  const out = join(folder, 'mine.biogloss.zip');
  await exportModel({ folder: embedded, out });
  const server = await FileServer.start({ 'files/mine.biogloss.zip': readFileSync(out) });
  t.after(() => server.stop());
  const models = mkdtempSync(join(folder, 'models-'));
  const sha256 = hash(readFileSync(out));
  const model = await downloadModel({ source: server.at('files/mine.biogloss.zip'), models, sha256 });
  assert.deepEqual([model.kind, model.folder], ['model', join(models, 'mine')]);
  assert.deepEqual(left(models), []);
});

test('an archive that is refused does not stay; the key of its address is not kept with a model', {
  skip: existsSync(embedded) ? false : 'no embedded model here',
}, async (t) => {
  const out = join(folder, 'keyed.zip');
  await exportModel({ folder: embedded, out });
  const whole = readFileSync(out);
  const server = await FileServer.start({ 'keyed.zip': whole, 'broken.zip': whole.subarray(0, 99_999) });
  t.after(() => server.stop());
  const models = mkdtempSync(join(folder, 'models-'));
  await assert.rejects(downloadModel({ source: server.at('broken.zip'), models }), {
    message: new RegExp(`^${server.at('broken.zip')} is no \\.zip file, or its end is missing`),
  });
  assert.deepEqual([visible(models), left(models)], [[], []]);
  const plan = await planDownload({ source: server.at('keyed.zip?key=secret'), models });
  assert.equal(plan.from, server.at('keyed.zip'));
  assert.deepEqual((await fetchModel({ plan, models })).name, 'default');
});

test('a server that answers 403 to what it does not have is asked on; of weights that it does not give it is told', async (t) => {
  const { server, source, models } = await plainServer(t);
  const files = server.files;
  const forbids = { content: Buffer.alloc(0), forbidden: true };
  files.set('tokenizer.json', forbids).set('LICENSE', forbids);
  const plan = await planDownload({ source, models });
  assert.ok(plan.files.some(({ name }) => name === 'model.safetensors'));
  for (const name of ['model.safetensors', 'pytorch_model.bin']) files.set(name, forbids);
  await assert.rejects(
    planDownload({ source, models }),
    /does not give \/\S+ to everybody \(status 403\).*import the folder\.$/,
  );
});

test('a name and a password in HF_ENDPOINT are refused, and not repeated', () => {
  const endpoint = 'https://me:secret@hub.example';
  assert.throws(
    () => sourceOf('lab/tiny', endpoint),
    ({ message }: Error) =>
      message.startsWith('HF_ENDPOINT has a name or a password') && !/secret/.test(message),
  );
});

test('no such model, no hub, no address: a sentence each', async (t) => {
  const { models, hub } = await hubWith(t);
  await assert.rejects(
    planDownload({ source: 'lab/none', models }),
    /There is no model at http:.*lab\/none: config\.json with/,
  );
  await assert.rejects(
    planDownload({ source: 'not a name', models }),
    /is no source of a model: give a hub's name/,
  );
  await assert.rejects(planDownload({ source: 'file:///etc/passwd', models }), /is no source of a model/);
  await assert.rejects(
    planDownload({ source: 'https://me:secret@example.org/x', models }),
    /a name or a password in it/,
  );
  await hub.stop();
  await assert.rejects(
    planDownload({ source: 'lab/tiny', models }),
    /could not be read: nothing listens there\.$/,
  );
});

test('a cancelled download keeps what came, for the next', async (t) => {
  const { models, files } = await hubWith(t, {
    weights: {
      misbehaviour: [
        (_, response) =>
          void response
            .writeHead(200, { 'content-length': files['model.safetensors'].length })
            .write(files['model.safetensors'].subarray(0, 9_000)),
      ],
    },
  });
  const cancellation = new AbortController();
  const download = downloadModel(
    { source: 'lab/tiny', models },
    {
      signal: cancellation.signal,
      progress: (_, doing) => doing.startsWith('model.safetensors') && cancellation.abort(),
    },
  );
  await assert.rejects(download, { name: 'AbortError' });
  const { here } = await planDownload({ source: 'lab/tiny', models });
  assert.ok(here >= 9_000);
  assert.equal(left(models).filter((name) => name.endsWith('.lock')).length, 0);
});

test('a disk that is too small is told of before anything is fetched', async (t) => {
  const files = await checkpointFiles();
  const info = {
    sha: commit,
    siblings: Object.keys(files).map((rfilename) => ({ rfilename, size: 2 ** 52 })),
  };
  const hub = await FileServer.start({ 'api/models/lab/huge/revision/main': JSON.stringify(info) });
  t.after(() => hub.stop());
  const models = mkdtempSync(join(folder, 'models-'));
  await assert.rejects(
    downloadModel({ source: hub.at('lab/huge'), models }),
    /^Error: The download needs \d+ MB on the disk of .*, and \d+ MB are free\.$/,
  );
  assert.equal(hub.asked.length, 1);
});

test('another process that downloads the same is not disturbed; one that was killed does not count', async (t) => {
  const { models } = await hubWith(t);
  const plan = await planDownload({ source: 'lab/tiny', models });
  const lock = `${downloadFolder(models, plan)}.lock`;
  mkdirSync(join(models, '.downloads'), { recursive: true });
  const other = (pid: number, birth = birthOf(pid)) =>
    writeFileSync(lock, JSON.stringify({ pid, host: hostname(), birth, token: 'of another' }));
  other(process.ppid);
  await assert.rejects(
    downloadModel({ source: 'lab/tiny', models }),
    /Another process \(\d+\) is at the download of lab-tiny\.$/,
  );
  // Its number may be another process's by now, where the system tells of that.
  if (process.platform === 'linux') other(process.ppid, 'another start 17');
  else other(999_999_999);
  assert.equal((await downloadModel({ source: 'lab/tiny', models })).name, 'lab-tiny');
});

test('what a person may give as a source', () => {
  const hub = 'https://hub.example';
  const cases: [string, object][] = [
    ['lab/tiny', { kind: 'hub', hub, id: 'lab/tiny', revision: 'main' }],
    ['lab/tiny@v1.0', { kind: 'hub', hub, id: 'lab/tiny', revision: 'v1.0' }],
    ['bert-base-uncased', { kind: 'hub', hub, id: 'bert-base-uncased', revision: 'main' }],
    [
      'https://other.example/lab/tiny',
      { kind: 'hub', hub: 'https://other.example', id: 'lab/tiny', revision: 'main' },
    ],
    [
      'https://other.example/lab/tiny/tree/v2',
      { kind: 'hub', hub: 'https://other.example', id: 'lab/tiny', revision: 'v2' },
    ],
    ['https://a.example/x/y/z/', { kind: 'folder', url: new URL('https://a.example/x/y/z/') }],
    ['https://a.example/m.zip', { kind: 'archive', url: new URL('https://a.example/m.zip') }],
  ];
  for (const [given, source] of cases) assert.deepEqual(sourceOf(given, `${hub}/`), source, given);
});

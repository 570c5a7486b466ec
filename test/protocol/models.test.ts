import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { CancellationTokenSource, LSPErrorCodes } from 'vscode-languageserver/node';
import type { DownloadPlan, ListedModel } from '../../server/src/protocol/models';
import { FileServer, ProxyServer } from '../support/fileServer';
import { writeTinyCheckpoint } from '../support/tinyCheckpoint';
import { Editor } from './editor';
import { productServer } from './servers';

const server = productServer();
const skip = server ? false : 'no built product here';
const folder = mkdtempSync(join(tmpdir(), 'biogloss-models-'));
after(() => rmSync(folder, { recursive: true, force: true }));
const storage = join(folder, 'storage');
const models = join(storage, 'models');

async function withEditor(run: (editor: Editor) => Promise<void>, trusted = true): Promise<void> {
  const editor = await Editor.start({
    server: server!,
    capabilities: { window: { workDoneProgress: true } },
    initializationOptions: { storage, trusted },
  });
  try {
    await run(editor);
  } finally {
    await editor.close();
  }
}

const list = async (editor: Editor) => (await editor.execute('biogloss.models', {})) as ListedModel[];

/** A folder of files on a server, as a tiny checkpoint has them. */
async function served(): Promise<FileServer> {
  const source = await writeTinyCheckpoint(join(folder, 'source'));
  const files = readdirSync(source).map((name) => [
    `lab/models/tiny/${name}`,
    readFileSync(join(source, name)),
  ]);
  return FileServer.start(Object.fromEntries(files));
}

test('a model is packed, taken in, listed, and reads a document, without a restart', { skip }, () =>
  withEditor(async (editor) => {
    const [embedded] = await list(editor);
    assert.deepEqual([embedded.origin, embedded.kind], ['embedded', 'model']);
    const out = join(folder, 'packed.zip');
    await editor.execute('biogloss.packModel', { folder: embedded.folder, out });
    const taken = (await editor.execute('biogloss.takeModel', { from: out })) as ListedModel;
    assert.deepEqual([taken.folder, taken.origin], [join(models, 'packed'), 'imported']);
    assert.deepEqual(
      (await list(editor)).map(({ folder }) => folder),
      [embedded.folder, taken.folder],
    );

    const train = [join(process.cwd(), 'samples', 'corpus.pubtator')];
    await editor.execute('biogloss.check', { train, model: 'packed' });
    await assert.rejects(editor.execute('biogloss.check', { train, model: 'other' }), /other is not a model/);

    const uri = 'file:///note.txt';
    await editor.open(uri, 'Naproxen caused gastric ulcers in four patients.\n');
    const before = (await editor.complete(uri)).mentions.length;
    assert.equal(before, 2);
    await editor.execute('biogloss.selectModel', { folder: taken.folder });
    const isRead = () =>
      editor.statuses.at(-1)?.state === 'ready' && editor.statuses.at(-1)?.model?.folder === taken.folder;
    await editor.until(isRead, 'the other model', 30_000);
    await editor.until(() => editor.annotations.at(-1)?.complete, 'its marks');
    assert.equal(editor.annotations.at(-1)!.mentions.length, before);
    await assert.rejects(editor.execute('biogloss.takeModel', { from: uri }), /note\.txt does not exist\.$/);
  }),
);

test('a download through the editor’s proxy tells first what it would be', { skip }, async () => {
  const files = await served();
  const proxy = await ProxyServer.start();
  try {
    await withEditor(async (editor) => {
      const order = { source: files.at('lab/models/tiny/'), proxy: proxy.address };
      const plan = (await editor.execute('biogloss.planDownload', order)) as DownloadPlan;
      assert.deepEqual(
        plan.files.map(({ name }) => name),
        ['config.json', 'vocab.txt', 'model.safetensors'],
      );
      assert.ok(
        files.asked.every((line) => line.startsWith('HEAD ')),
        files.asked.join('\n'),
      );
      const { proxy: address } = order;
      const model = (await editor.execute('biogloss.fetchModel', { plan, proxy: address })) as ListedModel;
      assert.deepEqual([model.kind, model.source], ['checkpoint', files.at('lab/models/tiny/')]);
      assert.ok(proxy.asked.length >= files.asked.length && files.asked.length > 3);
    });
  } finally {
    await Promise.all([files.stop(), proxy.stop()]);
  }
});

test('a download that is cancelled is over within 150 ms', { skip }, async () => {
  const files = await served();
  const weights = files.files.get('lab/models/tiny/model.safetensors')!;
  let began = () => {};
  const beginning = new Promise<void>((resolve) => {
    began = resolve;
  });
  files.files.set('lab/models/tiny/model.safetensors', {
    ...weights,
    // Some bytes, and then nothing.
    misbehaviour: [
      (_, response) => {
        response.writeHead(200, { 'content-length': weights.content.length });
        response.write(weights.content.subarray(0, 5000), began);
      },
    ],
  });
  try {
    await withEditor(async (editor) => {
      const before = existsSync(models) ? readdirSync(models).filter((name) => !name.startsWith('.')) : [];
      const plan = await editor.execute('biogloss.planDownload', { source: files.at('lab/models/tiny') });
      const source = new CancellationTokenSource();
      const answer = editor.connection.sendRequest(
        'workspace/executeCommand',
        { command: 'biogloss.fetchModel', arguments: [{ plan }] },
        source.token,
      );
      await beginning;
      const cancelled = performance.now();
      source.cancel();
      await assert.rejects(answer, { code: LSPErrorCodes.RequestCancelled });
      assert.ok(performance.now() - cancelled < 150);
      assert.deepEqual(
        (existsSync(models) ? readdirSync(models) : []).filter((name) => !name.startsWith('.')),
        before,
      );
    });
  } finally {
    await files.stop();
  }
});

test('in a workspace that is not trusted nothing is taken in, given out or downloaded', { skip }, () =>
  withEditor(async (editor) => {
    assert.ok((await list(editor)).every(({ origin }) => origin !== 'run'));
    const files = [{ name: 'config.json', url: 'http://127.0.0.1/config.json' }];
    const plan = { from: 'here', name: 'tiny', files, bytes: 0, here: 0, isEncrypted: false };
    const orders: [string, object][] = [
      ['takeModel', { from: folder }],
      ['packModel', { folder, out: folder }],
      ['planDownload', { source: 'lab/tiny' }],
      ['fetchModel', { plan }],
    ];
    for (const [name, order] of orders)
      await assert.rejects(editor.execute(`biogloss.${name}`, order), /not trusted/, name);
  }, false),
);

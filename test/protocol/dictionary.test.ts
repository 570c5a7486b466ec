import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import type { AnnotationsParams } from '../../server/src/protocol/annotations';
import { writeIndex } from '../support/indexFile';
import { Editor } from './editor';
import { lexiconServer, productServer } from './servers';

const uri = 'file:///notes.txt';
const text = 'Naproxen and TP53\n\nNaproxen caused stomach ulcers in four patients with TP53.\n';

const folder = mkdtempSync(join(tmpdir(), 'biogloss-dictionary-'));
after(() => rmSync(folder, { recursive: true, force: true }));
const own = writeIndex(
  join(folder, 'own.terms'),
  'lab:1 Disease stomach ulcer',
  'lab:2 Gene TP53|p53',
  'lab:3 Gene ulcers',
);

/** `wording:origin=concept` of each mention. */
const told = ({ mentions }: AnnotationsParams): string[] =>
  mentions.map(({ text, origin, concepts }) => `${text}:${origin}=${concepts[0]?.id}`);

/** Runs with an editor whose settings name terminologies, and may change. */
async function withTerminologies(
  settings: { terminologies: string[]; reader?: string },
  run: (editor: Editor) => Promise<void>,
  server = lexiconServer(),
): Promise<void> {
  const editor = await Editor.start({
    server,
    capabilities: { workspace: { configuration: true } },
    answers: { 'workspace/configuration': () => [settings] },
  });
  try {
    await run(editor);
  } finally {
    await editor.close();
  }
}

const changed = (editor: Editor) =>
  editor.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });

test('names are marked while the model is being loaded, and the model’s marks take their place', () =>
  withTerminologies(
    { terminologies: [own] },
    async (editor) => {
      await editor.open(uri, text);
      const whole = await editor.complete(uri);
      const [first] = editor.annotations;
      assert.ok(!first.complete);
      assert.deepEqual(told(first), [
        'TP53:dictionary=lab:2',
        'stomach ulcers:dictionary=lab:1',
        'TP53:dictionary=lab:2',
      ]);
      // What the model knows is the model's; genes it does not know.
      assert.deepEqual(told(whole), [
        'Naproxen:predicted=MESH:D009288',
        'TP53:dictionary=lab:2',
        'Naproxen:predicted=MESH:D009288',
        'ulcers:predicted=MESH:D014456',
        'TP53:dictionary=lab:2',
      ]);
    },
    lexiconServer('slow'),
  ));

test('after an edit the marks of the model stay until its next answer: no draft takes their place', () =>
  withTerminologies({ terminologies: [own] }, async (editor) => {
    await editor.open(uri, text);
    await editor.complete(uri);
    const before = editor.annotations.length;
    await editor.replace(uri, 'four', 'block100 five');
    await editor.complete(uri);
    for (const params of editor.annotations.slice(before))
      assert.equal(params.mentions.filter(({ origin }) => origin === 'predicted').length, 3);
  }));

for (const model of ['missing', 'dies'])
  test(`where the model cannot be loaded (${model}) the dictionary reads, and the status says so`, () =>
    withTerminologies(
      { terminologies: [own] },
      async (editor) => {
        await editor.open(uri, text);
        const whole = await editor.complete(uri);
        assert.deepEqual(told(whole)[1], 'stomach ulcers:dictionary=lab:1');
        const { state, reader, message } = editor.statuses.at(-1)!;
        assert.deepEqual([state, reader], ['failed', 'dictionary']);
        assert.deepEqual(await editor.until(() => editor.diagnostics.get(uri), 'the diagnostic'), [message]);
        await editor.replace(uri, 'four patients', 'p53');
        assert.ok(told(await editor.complete(uri)).includes('p53:dictionary=lab:2'));
        await editor.execute('biogloss.selectModel', { folder: '/models/lexicon' });
        await editor.until(() => editor.diagnostics.get(uri)?.length === 0, 'the model');
        assert.ok(told(await editor.complete(uri)).includes('Naproxen:predicted=MESH:D009288'));
      },
      lexiconServer(model),
    ));

test('with the dictionary as reader no model is loaded, and a change of the setting brings it', async () => {
  const settings = { terminologies: [own], reader: 'dictionary' };
  await withTerminologies(settings, async (editor) => {
    await editor.open(uri, text);
    assert.equal(told(await editor.complete(uri)).length, 3);
    const { state, reader, model } = await editor.until(
      () => editor.statuses.findLast((status) => status.state === 'ready'),
      'the reader',
    );
    assert.deepEqual([state, reader, model], ['ready', 'dictionary', undefined]);
    settings.reader = 'model';
    await changed(editor);
    await editor.until(() => editor.annotations.at(-1)?.mentions.length === 5, 'the model’s marks');
    await editor.until(() => editor.statuses.at(-1)?.reader === 'model', 'the model in the status');
  });
});

test('when the list of terminologies changes, open documents are read again', async () => {
  const settings = { terminologies: [own] };
  await withTerminologies(settings, async (editor) => {
    await editor.open(uri, text);
    assert.equal(told(await editor.complete(uri)).length, 5);
    settings.terminologies = [writeIndex(join(folder, 'first.terms'), 'own:9 Gene TP53'), own];
    await changed(editor);
    await editor.until(
      () => told(editor.annotations.at(-1)!).includes('TP53:dictionary=own:9'),
      'the concept of the first terminology',
    );
    settings.terminologies = [];
    await changed(editor);
    await editor.until(() => editor.annotations.at(-1)?.mentions.length === 3, 'the model’s marks alone');
  });
});

test('a terminology that is damaged or missing is one sentence, and the others stay in use', async () => {
  const damaged = join(folder, 'damaged.terms');
  writeFileSync(damaged, 'BGTERMS1 and nothing else');
  const missing = join(folder, 'missing.terms');
  await withTerminologies({ terminologies: [damaged, missing, own] }, async (editor) => {
    const messages: string[] = [];
    editor.connection.onNotification('window/showMessage', ({ message }) => void messages.push(message));
    await editor.open(uri, text);
    assert.equal(told(await editor.complete(uri)).length, 5);
    assert.deepEqual(messages, [
      `${damaged} is damaged: it ends after 25 bytes; import the terminology again.`,
      `there is no ${missing}; import it again or take it off the list of terminologies.`,
    ]);
  });
});

const product = productServer();
test(
  'the product marks a first document by its embedded names before its model answers',
  {
    skip: product ? false : 'no built product here',
  },
  () =>
    withTerminologies(
      { terminologies: [] },
      async (editor) => {
        await editor.open(uri, text);
        const whole = await editor.complete(uri);
        const drafts = editor.annotations.filter(({ mentions }) =>
          mentions.some(({ origin }) => origin === 'dictionary'),
        );
        assert.ok(drafts.length > 0 && !drafts.some(({ complete }) => complete));
        assert.ok(whole.mentions.every(({ origin }) => origin === 'predicted'));
        assert.ok(whole.mentions.some(({ text }) => text === 'Naproxen'));
      },
      product,
    ),
);

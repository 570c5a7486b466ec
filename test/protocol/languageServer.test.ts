import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  CancellationTokenSource,
  type DocumentSymbol,
  type Location,
  LSPErrorCodes,
  type SymbolInformation,
} from 'vscode-languageserver/node';
import { Editor, type EditorOptions, words } from './editor';
import { lexiconServer } from './servers';

const uri = 'file:///notes.txt';
const text = 'Naproxen and stomach ulcers\n\nNaproxen caused ulcers in four patients.\n';

/** Runs a test with an editor that is connected to a server. */
const withEditor =
  (run: (editor: Editor) => Promise<void>, options: Partial<EditorOptions> = {}) =>
  async () => {
    const editor = await Editor.start({ server: lexiconServer(), ...options });
    try {
      await run(editor);
    } finally {
      await editor.close();
    }
  };

test(
  'a document that is opened is annotated, and a hover tells the relation with its evidence',
  withEditor(async (editor) => {
    await editor.open(uri, text);
    const { mentions, relations } = await editor.complete(uri);
    assert.deepEqual(
      mentions.map(({ text, type, concepts }) => [text, type, concepts[0].id]),
      [
        ['Naproxen', 'Chemical', 'MESH:D009288'],
        ['ulcers', 'Disease', 'MESH:D014456'],
        ['Naproxen', 'Chemical', 'MESH:D009288'],
        ['ulcers', 'Disease', 'MESH:D014456'],
      ],
    );
    assert.deepEqual(relations[0].object, { id: 'MESH:D014456', concept: 'MESH:D014456', name: 'ulcers' });
    const hover = await editor.hover(uri, 'Naproxen');
    assert.match(JSON.stringify(hover?.contents), /Naproxen.*Chemical.*D009288.*induces.*ulcers/);
    assert.equal(await editor.hover(uri, 'patients'), null);
  }),
);

test(
  'tokens, outline and references that are asked for at once come when the document is analysed',
  withEditor(async (editor) => {
    await editor.open(uri, text);
    const textDocument = { uri };
    const [tokens, symbols, references] = await Promise.all([
      editor.tokens(uri),
      editor.connection.sendRequest<DocumentSymbol[]>('textDocument/documentSymbol', { textDocument }),
      editor.connection.sendRequest<unknown[]>('textDocument/references', {
        textDocument,
        position: { line: 2, character: 3 },
        context: { includeDeclaration: true },
      }),
    ]);
    assert.equal(tokens.data.length, 4 * 5);
    assert.deepEqual(
      symbols.map(({ name }) => name),
      ['Naproxen', 'ulcers', 'Naproxen', 'ulcers'],
    );
    assert.equal(references.length, 2);
  }),
);

test(
  'a client that fetches tokens again gets them at once, and is told when there are new ones',
  withEditor(
    async (editor) => {
      const refreshed = new Promise((resolve) =>
        editor.connection.onRequest('workspace/semanticTokens/refresh', resolve),
      );
      await editor.open(uri, `block200 ${text}`);
      assert.deepEqual((await editor.tokens(uri)).data, []);
      await refreshed;
      assert.equal((await editor.tokens(uri)).data.length, 4 * 5);
    },
    { capabilities: { workspace: { semanticTokens: { refreshSupport: true } } } },
  ),
);

test(
  'an edit moves the marks at once, and a new analysis follows it',
  withEditor(async (editor) => {
    await editor.open(uri, text);
    await editor.complete(uri);
    await editor.replace(uri, 'Naproxen and', 'Aspirin, naproxen and');
    const moved = await editor.hover(uri, 'ulcers');
    assert.deepEqual(moved?.range?.start, { line: 0, character: 'Aspirin, naproxen and stomach '.length });
    assert.equal(await editor.hover(uri, 'Aspirin'), null);
    assert.deepEqual(words(await editor.complete(uri)), [
      'Aspirin',
      'naproxen',
      'ulcers',
      'Naproxen',
      'ulcers',
    ]);
  }),
);

test(
  'results belong to the version that they name, also when edits come faster than results',
  withEditor(async (editor) => {
    await editor.open(uri, `block40 ${text}`);
    const textOf = new Map([[1, editor.document(uri).getText()]]);
    for (const letter of 'xylophones and') {
      const document = await editor.replace(uri, ' stomach', `${letter} stomach`);
      textOf.set(document.version, document.getText());
      await editor.hover(uri, 'ulcers');
    }
    await editor.complete(uri);
    for (const { version, mentions } of editor.annotations) {
      const lines = textOf.get(version)?.split('\n') ?? [];
      for (const { ranges, text } of mentions) {
        const [{ start, end }] = ranges;
        assert.equal(lines[start.line].slice(start.character, end.character), text, `version ${version}`);
      }
    }
  }),
);

test(
  'a request that is cancelled is answered while the model is running',
  withEditor(async (editor) => {
    await editor.open(uri, text);
    await editor.complete(uri);
    await editor.replace(uri, 'four', 'block2000');
    await editor.until(() => editor.statuses.at(-1)?.state === 'analysing', 'the analysis');
    const source = new CancellationTokenSource();
    const answer = editor.connection.sendRequest(
      'textDocument/semanticTokens/full',
      { textDocument: { uri } },
      source.token,
    );
    const cancelled = performance.now();
    source.cancel();
    await assert.rejects(answer, { code: LSPErrorCodes.RequestCancelled });
    assert.ok(performance.now() - cancelled < 150);
    const asked = performance.now();
    await editor.hover(uri, 'Naproxen');
    assert.ok(performance.now() - asked < 100, 'a hover waited for the model');
  }),
);

test(
  'a document that is opened while a long one is being read does not wait for it',
  withEditor(async (editor) => {
    const paragraph = `block100 ${'Naproxen caused ulcers in four patients of the second ward. '.repeat(40)}`;
    await editor.open('file:///long.txt', `${paragraph}\n\n`.repeat(10));
    await editor.until(() => editor.annotations.length > 0, 'the first part of the long document');
    await editor.open(uri, text);
    await editor.complete(uri);
    assert.ok(!editor.annotations.some((params) => params.uri === 'file:///long.txt' && params.complete));
  }),
);

test(
  'a long document appears part by part, the first part first',
  withEditor(async (editor) => {
    const paragraph = `block20 ${'Naproxen caused ulcers in four patients of the second ward. '.repeat(30)}`;
    await editor.open(uri, `${paragraph}\n\n`.repeat(10));
    const whole = words(await editor.complete(uri)).length;
    const counts = editor.annotations.map(({ mentions }) => mentions.length);
    assert.ok(counts.length > 2 && counts[0] < whole, `it came in ${counts.length} parts`);
    assert.deepEqual(
      counts,
      [...counts].sort((a, b) => a - b),
    );
    assert.equal(editor.annotations[0].mentions[0].ranges[0].start.line, 0);
    // After an edit the marks stay until all of the new ones are there.
    const before = editor.annotations.length;
    await editor.replace(uri, 'four', 'five');
    await editor.complete(uri);
    // It may be told twice, as where the worker has learned to answer better meanwhile.
    assert.deepEqual(
      new Set(editor.annotations.slice(before).map(({ mentions }) => mentions.length)),
      new Set([whole]),
    );
  }),
);

test(
  'a worker that is killed is started again, and what was asked of it is still answered',
  withEditor(async (editor) => {
    await editor.open(uri, `block300 ${text}`);
    await editor.until(() => editor.statuses.at(-1)?.state === 'analysing', 'the analysis');
    const first = editor.worker;
    process.kill(first, 'SIGKILL');
    assert.equal(words(await editor.complete(uri)).length, 4);
    await editor.until(() => editor.statuses.at(-1)?.state === 'ready', 'a new worker');
    assert.notEqual(editor.worker, first);
  }),
);

test(
  'a text that crashes the worker every time is left alone until it is changed; others are analysed',
  withEditor(async (editor) => {
    await editor.open(uri, `abort ${text}`);
    const [message] = await editor.until(() => editor.diagnostics.get(uri), 'a diagnostic');
    assert.match(message, /stopped the analysis worker repeatedly .*SIGABRT/);
    await editor.open('file:///other.txt', text);
    assert.equal(words(await editor.complete('file:///other.txt')).length, 4);
    await editor.replace(uri, 'abort', 'no more');
    assert.equal(words(await editor.complete(uri)).length, 4);
    await editor.until(() => editor.diagnostics.get(uri)?.length === 0, 'the end of the diagnostic');
  }),
);

test(
  'a part that the model fails on is marked as not read, and the rest is annotated',
  withEditor(async (editor) => {
    const good = 'Naproxen caused ulcers in four patients of the second ward. '.repeat(60);
    await editor.open(uri, `${good}\n\n${good.replaceAll('four', 'throw')}\n\n${good}`);
    const { mentions, unread } = await editor.complete(uri);
    assert.equal(mentions.length, 2 * 60 * 2);
    assert.deepEqual([unread.length, unread[0].start.line], [1, 2]);
  }),
);

test(
  'a model that cannot be loaded is one sentence; another choice repairs it',
  withEditor(
    async (editor) => {
      await editor.open(uri, text);
      const status = await editor.until(
        () => editor.statuses.find(({ state }) => state === 'failed'),
        'a failure',
      );
      assert.equal(status.message, '/models/missing is not a model: there is no such folder.');
      assert.deepEqual(await editor.until(() => editor.diagnostics.get(uri), 'a diagnostic'), [
        status.message,
      ]);
      assert.deepEqual((await editor.tokens(uri)).data, []);
      await editor.execute('biogloss.selectModel', { folder: '/models/lexicon' });
      assert.equal(words(await editor.complete(uri)).length, 4);
      await editor.until(() => editor.diagnostics.get(uri)?.length === 0, 'the end of the diagnostic');
    },
    { server: lexiconServer('missing') },
  ),
);

test(
  'a model that kills the worker as it loads is given up after some tries',
  withEditor(
    async (editor) => {
      await editor.open(uri, text);
      const { message } = await editor.until(
        () => editor.statuses.find(({ state }) => state === 'failed'),
        'a failure',
      );
      assert.match(
        message ?? '',
        /stopped 3 times in a row while starting with the model in \/models\/dies.*code 3/,
      );
    },
    { server: lexiconServer('dies') },
  ),
);

test(
  'a model that hangs is told of first, and ended then',
  withEditor(
    async (editor) => {
      await editor.open(uri, text);
      const slow = await editor.until(() => editor.statuses.find(({ message }) => message), 'a message');
      assert.match(slow.message ?? '', /has not answered for 0.1 s/);
      assert.equal(await editor.hover(uri, 'Naproxen'), null);
      const { message } = await editor.until(
        () => editor.statuses.find(({ state }) => state === 'failed'),
        'a failure',
      );
      assert.match(message ?? '', /did not answer within 0.4 s and was stopped/);
    },
    { server: { ...lexiconServer('hangs'), patience: { slowLoad: 100, load: 400, unit: 10_000 } } },
  ),
);

test(
  'a text on which the model hangs costs the worker, not the server',
  withEditor(
    async (editor) => {
      await editor.open(uri, `block100000 ${text}`);
      const [message] = await editor.until(() => editor.diagnostics.get(uri), 'a diagnostic');
      assert.match(message, /did not answer for 0.2 s/);
      await editor.replace(uri, 'block100000', 'no more');
      assert.equal(words(await editor.complete(uri)).length, 4);
    },
    { server: { ...lexiconServer(), patience: { slowLoad: 4_000, load: 9_000, unit: 200 } } },
  ),
);

test(
  'a worker that hangs is replaced while the person types on, though each key calls an analysis off',
  withEditor(
    async (editor) => {
      await editor.open(uri, `block100000 ${text}`);
      await editor.until(() => editor.statuses.at(-1)?.state === 'analysing', 'the analysis');
      const hung = editor.worker;
      await editor.replace(uri, 'block100000', 'x');
      const replaced = () => editor.statuses.some(({ workerProcess = hung }) => workerProcess !== hung);
      // Pauses longer than the server waits for the next key, and shorter than its patience.
      for (let keys = 0; keys < 15 && !replaced(); keys++) {
        await new Promise((resolve) => setTimeout(resolve, 200));
        await editor.replace(uri, 'x', 'xx');
      }
      assert.ok(replaced(), 'the worker was never replaced');
      assert.equal(words(await editor.complete(uri)).length, 4);
    },
    { server: { ...lexiconServer(), patience: { slowLoad: 4_000, load: 9_000, unit: 600 } } },
  ),
);

test(
  'a client that will not fetch tokens again is served on',
  withEditor(
    async (editor) => {
      await editor.open(uri, text);
      assert.equal(words(await editor.complete(uri)).length, 4);
      await editor.replace(uri, 'four', 'five');
      assert.equal(words(await editor.complete(uri)).length, 4);
    },
    {
      capabilities: { workspace: { semanticTokens: { refreshSupport: true } } },
      answers: { 'workspace/semanticTokens/refresh': () => Promise.reject(new Error('not now')) },
    },
  ),
);

test('settings that the client is asked for are used, and so are changes', async () => {
  const settings = { model: '/models/lexicon', minimumScore: 0.95 };
  const editor = await Editor.start({
    server: lexiconServer('missing'),
    capabilities: { workspace: { configuration: true } },
    answers: { 'workspace/configuration': () => [settings] },
  });
  try {
    await editor.open(uri, text);
    assert.deepEqual(words(await editor.complete(uri)), []);
    settings.minimumScore = 0;
    await editor.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
    await editor.until(() => editor.annotations.at(-1)?.mentions.length === 4, 'all mentions');
  } finally {
    await editor.close();
  }
});

test('a client that knows nothing of the settings, or cannot say, gets those it began with', async () => {
  for (const answer of [() => [null], () => Promise.reject(new Error('no such thing'))]) {
    const editor = await Editor.start({
      server: lexiconServer('missing'),
      capabilities: {
        workspace: { configuration: true, didChangeConfiguration: { dynamicRegistration: true } },
      },
      // Registrations are not answered for either: this client has no handler for them.
      answers: { 'workspace/configuration': answer },
      initializationOptions: { settings: { model: '/models/lexicon' } },
    });
    try {
      await editor.open(uri, text);
      assert.equal(words(await editor.complete(uri)).length, 4);
    } finally {
      await editor.close();
    }
  }
});

test(
  'a document that is opened twice, or closed while it is analysed, leaves nobody waiting',
  withEditor(async (editor) => {
    await editor.open(uri, `block300 ${text}`);
    const before = editor.tokens(uri);
    await editor.open(uri, text);
    assert.deepEqual((await before).data, []);
    assert.equal(words(await editor.complete(uri)).length, 4);
    await editor.replace(uri, 'four', 'block300');
    const after = editor.tokens(uri);
    await editor.connection.sendNotification('textDocument/didClose', { textDocument: { uri } });
    assert.deepEqual((await after).data, []);
    assert.deepEqual((await editor.tokens(uri)).data, []);
  }),
);

test(
  'an untrusted workspace has the embedded model and writes nothing, until it is trusted',
  withEditor(
    async (editor) => {
      await editor.open(uri, text);
      await editor.complete(uri);
      for (const [command, args] of [
        ['biogloss.selectModel', { folder: '/models/missing' }],
        ['biogloss.export', { uris: [uri], format: 'pubtator', out: '/nowhere/at/all' }],
        ['biogloss.fineTune', { train: ['/a'], out: '/b' }],
      ] as const)
        await assert.rejects(editor.execute(command, args), /not trusted/);
      assert.equal(editor.statuses.at(-1)?.model?.folder, '/models/lexicon');
      await editor.connection.sendNotification('biogloss/trustGranted');
      await editor.until(() => editor.statuses.at(-1)?.state === 'failed', 'the model of the settings');
    },
    { initializationOptions: { trusted: false, settings: { model: '/models/missing' } } },
  ),
);

test(
  'a concept is found in all open documents: by its name in the workspace, and from one of its mentions',
  withEditor(async (editor) => {
    await editor.open(uri, text);
    await editor.open('file:///other.txt', 'An ulcer was seen. Aspirin was stopped.\n');
    await editor.complete(uri);
    await editor.complete('file:///other.txt');
    const symbols = await editor.connection.sendRequest<SymbolInformation[]>('workspace/symbol', {
      query: 'd014456',
    });
    assert.deepEqual(
      symbols.map(({ name, location }) => [name.slice(0, name.indexOf(' (')), location.uri]),
      [
        ['ulcers', uri],
        ['ulcer', 'file:///other.txt'],
      ],
    );
    const references = await editor.connection.sendRequest<Location[]>('textDocument/references', {
      textDocument: { uri },
      position: { line: 0, character: text.indexOf('ulcers') },
      context: { includeDeclaration: true },
    });
    assert.deepEqual(
      references.map(({ uri }) => uri),
      [uri, uri, 'file:///other.txt'],
    );
  }),
);

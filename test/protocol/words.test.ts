import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { type Editor, words } from './editor';
import { withWorkspace } from './workspace';

const text = 'Naproxen and stomach ulcers\n\nNaproxen caused ulcers in four patients.\n';

/** Waits until a document's marks are these words. */
const marked = (editor: Editor, uri: string, ...expected: string[]) =>
  editor.until(() => {
    const last = editor.annotations.findLast((params) => params.uri === uri && params.complete);
    return last && words(last).join() === expected.join() ? last : undefined;
  }, `the marks ${expected}`);

test(
  'the words file of a workspace counts from the first analysis on',
  withWorkspace('ban\tulcer\nadd\tfour patients\tDisease\tlab:4\n', async ({ editor, at }) => {
    await editor.open(at('notes.txt'), text);
    const first = await editor.complete(at('notes.txt'));
    assert.deepEqual(words(first), ['Naproxen', 'Naproxen', 'four patients']);
    assert.deepEqual(first.mentions[2].concepts, [{ id: 'lab:4' }]);
    assert.equal(first.mentions[2].origin, 'user');
  }),
);

test(
  'a words file that is edited counts at once in open documents, and is itself not analysed',
  withWorkspace(undefined, async ({ editor, at }) => {
    await editor.open(at('notes.txt'), text);
    await marked(editor, at('notes.txt'), 'Naproxen', 'ulcers', 'Naproxen', 'ulcers');
    await editor.open(at('biogloss-words.tsv'), 'ban\tnaproxen\n', 'biogloss-words');
    await marked(editor, at('notes.txt'), 'ulcers', 'ulcers');
    await editor.replace(at('biogloss-words.tsv'), 'naproxen', 'ulcer');
    await marked(editor, at('notes.txt'), 'Naproxen', 'Naproxen');
    assert.ok(!editor.annotations.some(({ uri }) => uri === at('biogloss-words.tsv')));
    // What was never saved goes with its editor.
    await editor.shut(at('biogloss-words.tsv'));
    await marked(editor, at('notes.txt'), 'Naproxen', 'ulcers', 'Naproxen', 'ulcers');
  }),
);

test(
  'a words file that is written outside the editor counts at once, until it is removed',
  withWorkspace(undefined, async ({ editor, at, write }) => {
    await editor.open(at('notes.txt'), text);
    await marked(editor, at('notes.txt'), 'Naproxen', 'ulcers', 'Naproxen', 'ulcers');
    await write('pin\tnaproxen\tChemical\tlab:1\r\n');
    const pinned = () => editor.annotations.at(-1)?.mentions[0]?.concepts[0]?.id === 'lab:1';
    await editor.until(pinned, 'the pinned concept');
    assert.equal(editor.annotations.at(-1)!.relations[0].subject.concept, 'lab:1');
    await write(Buffer.from([0, 255]));
    await editor.until(() => !pinned(), 'the concept of the model');
    const [problem] = await editor.until(
      () => editor.diagnostics.get(at('biogloss-words.tsv')),
      'a diagnostic',
    );
    assert.match(problem, /no row is used\.$/);
  }),
);

test(
  'a worker that is started anew is told the words again',
  withWorkspace('ban\tulcer\n', async ({ editor, at }) => {
    await editor.open(at('notes.txt'), text);
    await marked(editor, at('notes.txt'), 'Naproxen', 'Naproxen');
    process.kill(editor.worker, 'SIGKILL');
    await editor.replace(at('notes.txt'), 'four', 'five');
    const now = () => editor.document(at('notes.txt')).version;
    const again = await editor.until(
      () => editor.annotations.findLast(({ version, complete }) => complete && version === now()),
      'new marks',
    );
    assert.deepEqual(words(again), ['Naproxen', 'Naproxen']);
  }),
);

test(
  'what is wrong with a words file is told though it is not open, and no more once it is mended',
  withWorkspace('bann\tulcer\nban\tulcer\n', async ({ editor, at, write }) => {
    const problems = () => editor.diagnostics.get(at('biogloss-words.tsv'));
    assert.deepEqual(await editor.until(problems, 'a diagnostic'), [
      '"bann" is none of the actions add, define, pin, ban; the row is not used.',
    ]);
    await write('ban\tulcer\n');
    await editor.until(() => problems()?.length === 0, 'no diagnostic');
  }),
);

test('a client is asked for what it can tell only once, and words of a folder that is added count', async () => {
  const asked: string[] = [];
  const register = (params?: { registrations: { method: string }[] }) => {
    asked.push(...(params?.registrations ?? []).map(({ method }) => method));
    return null;
  };
  const added = mkdtempSync(join(tmpdir(), 'biogloss-words-'));
  writeFileSync(join(added, 'biogloss-words.tsv'), 'ban\tnaproxen\n');
  await withWorkspace(
    'ban\tulcer\n',
    async ({ editor, at }) => {
      await editor.open(at('notes.txt'), text);
      await marked(editor, at('notes.txt'), 'Naproxen', 'Naproxen');
      // The server's answer to `initialize` has told of the folders: a client has no ears for a second request before that.
      assert.deepEqual(asked, ['workspace/didChangeWatchedFiles', 'textDocument/completion']);
      const event = { added: [{ uri: pathToFileURL(added).href, name: 'added' }], removed: [] };
      await editor.connection.sendNotification('workspace/didChangeWorkspaceFolders', { event });
      await marked(editor, at('notes.txt'));
    },
    {
      capabilities: {
        workspace: { workspaceFolders: true, didChangeWatchedFiles: { dynamicRegistration: true } },
        textDocument: { completion: { dynamicRegistration: true } },
      },
      answers: { 'client/registerCapability': register as () => unknown },
    },
  )();
  rmSync(added, { recursive: true });
});

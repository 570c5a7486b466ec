import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CodeAction, CompletionList, Hover, WorkspaceEdit } from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { newWordsFile } from '../../server/src/annotation/userWord';
import { commands } from '../../server/src/protocol/commandNames';
import { type ConceptsResult, conceptsRequest } from '../../server/src/protocol/words';
import { type Editor, words } from './editor';
import { type Workspace, withWorkspace } from './workspace';

const text = 'Naproxen and stomach ulcers\n\nNaproxen caused ulcers in four patients.\n';
const modern = {
  workspace: {
    applyEdit: true,
    workspaceEdit: { documentChanges: true, resourceOperations: ['create' as const] },
  },
};

async function openNotes({ editor, at }: Workspace): Promise<string> {
  await editor.open(at('notes.txt'), text);
  await editor.complete(at('notes.txt'));
  return at('notes.txt');
}

async function actionsAt(editor: Editor, uri: string, found: string): Promise<CodeAction[]> {
  const document = editor.document(uri);
  const start = document.getText().indexOf(found);
  const range = { start: document.positionAt(start), end: document.positionAt(start + found.length) };
  const actions: CodeAction[] = await editor.connection.sendRequest('textDocument/codeAction', {
    textDocument: { uri },
    range,
    context: { diagnostics: [] },
  });
  // What is decided of this one mention is another matter: curation.test.ts.
  return actions.filter(({ kind }) => kind === 'quickfix');
}

const titles = (actions: readonly CodeAction[]) => actions.map(({ title }) => title);

/** What a text is after an edit of its file; the edit must be of no other file. */
function applied(edit: WorkspaceEdit | undefined, uri: string, before: string): string {
  const edits = edit?.changes
    ? edit.changes[uri]
    : edit?.documentChanges?.flatMap((each) =>
        'edits' in each && each.textDocument.uri === uri ? each.edits : [],
      );
  assert.ok(edits, 'an edit');
  return TextDocument.applyEdits(TextDocument.create(uri, '', 0, before), edits as never);
}

test(
  'a mention offers what it may mean, and its action writes the words file, which counts at once',
  withWorkspace(
    undefined,
    async (workspace) => {
      const { editor, at, write } = workspace;
      const uri = await openNotes(workspace);
      const actions = await actionsAt(editor, uri, 'ulcers');
      assert.deepEqual(titles(actions), [
        'Pin "ulcers" to MESH:D014456',
        'Pin "ulcers" to Peptic Ulcer (MESH:D010437)',
        'Pin "ulcers" to no concept',
        'Never mark "ulcers"',
      ]);
      const { documentChanges } = actions[1].edit!;
      assert.deepEqual(documentChanges?.[0], {
        kind: 'create',
        uri: at('biogloss-words.tsv'),
        options: { ignoreIfExists: true },
      });
      const file = applied(actions[1].edit, at('biogloss-words.tsv'), '');
      assert.equal(file, `${newWordsFile}pin\tulcers\tDisease\tMESH:D010437\n`);
      await write(file);
      await editor.until(
        () => editor.annotations.at(-1)?.mentions[1]?.concepts[0]?.id === 'MESH:D010437',
        'the pinned concept',
      );
      const now = titles(await actionsAt(editor, uri, 'ulcers'));
      assert.ok(now.includes('Forget what biogloss-words.tsv says of "ulcers"'), now.join());
      assert.ok(!now.includes('Pin "ulcers" to Peptic Ulcer (MESH:D010437)'), now.join());
    },
    { capabilities: modern },
  ),
);

test(
  'words that are selected can be marked from now on; an editor of few abilities gets plain edits',
  withWorkspace('# ours\r\nban\tpatients\tDisease', async (workspace) => {
    const { editor, at, write } = workspace;
    const uri = await openNotes(workspace);
    const actions = await actionsAt(editor, uri, 'four patients');
    assert.deepEqual(titles(actions), [
      'Always mark "four patients" as Chemical',
      'Always mark "four patients" as Disease',
      'Always mark "four patients" as Gene',
    ]);
    assert.equal(actions[1].edit?.documentChanges, undefined);
    const file = applied(actions[1].edit, at('biogloss-words.tsv'), '# ours\r\nban\tpatients\tDisease');
    assert.equal(file, '# ours\r\nban\tpatients\tDisease\r\nadd\tfour patients\tDisease\r\n');
    await write(file);
    await editor.until(
      () => editor.annotations.at(-1)?.mentions.some(({ origin }) => origin === 'user'),
      'the mark',
    );
    assert.ok(words(editor.annotations.at(-1)!).includes('four patients'));
    assert.deepEqual(await actionsAt(editor, uri, '\n\n'), []);
  }),
);

test(
  'a client that lets people search for concepts gets the command for it',
  withWorkspace(
    '',
    async (workspace) => {
      const uri = await openNotes(workspace);
      const [choose] = (await actionsAt(workspace.editor, uri, 'ulcers')).filter(({ command }) => command);
      assert.equal(choose.title, 'Choose another concept for "ulcers"…');
      assert.deepEqual(choose.command?.arguments?.[0], {
        uri,
        action: 'pin',
        name: 'ulcers',
        type: 'Disease',
        choices: [{ id: 'MESH:D014456' }, { id: 'MESH:D010437', name: 'Peptic Ulcer' }],
      });
    },
    { initializationOptions: { choosesConcepts: true } },
  ),
);

test(
  'the command sets a word through the editor, and says why where it cannot',
  withWorkspace(
    'ban\tlead\n',
    async (workspace) => {
      const { editor, at } = workspace;
      const uri = await openNotes(workspace);
      let edit: WorkspaceEdit | undefined;
      editor.connection.onRequest('workspace/applyEdit', (params: { edit: WorkspaceEdit }) => {
        edit = params.edit;
        return { applied: true };
      });
      const word = { uri, action: 'pin', name: 'Naproxen', type: 'Chemical', concepts: ['lab:1'] };
      assert.deepEqual(await editor.execute(commands.setWord, word), { file: at('biogloss-words.tsv') });
      assert.equal(
        applied(edit, at('biogloss-words.tsv'), 'ban\tlead\n'),
        'ban\tlead\npin\tNaproxen\tChemical\tlab:1\n',
      );
      await assert.rejects(editor.execute(commands.setWord, { ...word, name: '…' }), /no letter or digit/);
      editor.connection.onRequest('workspace/applyEdit', () => ({
        applied: false,
        failureReason: 'read-only',
      }));
      await assert.rejects(
        editor.execute(commands.setWord, word),
        /did not change biogloss-words.tsv: read-only/,
      );
    },
    { capabilities: modern },
  ),
);

test(
  'each fix of a words file mends its problem, and the mended row counts',
  withWorkspace(undefined, async (workspace) => {
    const { editor, at } = workspace;
    const notes = await openNotes(workspace);
    const uri = at('biogloss-words.tsv');
    await editor.open(uri, 'bann\tnaproxen\nban\tulcer\npin\tulcer\tDisease\tnone\n');
    await editor.until(() => editor.diagnostics.get(uri)?.length === 2, 'two problems');
    const fix = async (found: string, title: string) => {
      const action = (await actionsAt(editor, uri, found)).find((each) => each.title === title);
      assert.ok(action, title);
      const before = editor.document(uri).getText();
      await editor.replace(uri, before, applied(action.edit, uri, before));
    };
    await fix('bann', 'Change "bann" to "ban"');
    await fix('pin', 'Keep this row and remove line 2');
    await editor.until(() => editor.diagnostics.get(uri)?.length === 0, 'no problem');
    assert.equal(editor.document(uri).getText(), 'ban\tnaproxen\npin\tulcer\tDisease\tnone\n');
    const now = () => editor.annotations.findLast((params) => params.uri === notes && params.complete);
    await editor.until(() => words(now()!).join() === 'ulcers,ulcers', 'marks without naproxen');
    assert.deepEqual(now()!.mentions[0].concepts, []);
  }),
);

test(
  'in a words file actions, types and concepts are completed, and ids say what they are',
  withWorkspace('define\tCompound A\tChemical\tlab:1\n', async ({ editor, at }) => {
    const uri = at('biogloss-words.tsv');
    const complete = async (line: string) => {
      await editor.open(uri, `define\tCompound A\tChemical\tlab:1\n${line}`);
      const list: CompletionList | null = await editor.connection.sendRequest('textDocument/completion', {
        textDocument: { uri },
        position: { line: 1, character: line.length },
      });
      return list?.items.map(({ label, textEdit }) => `${label} → ${textEdit?.newText}`) ?? [];
    };
    assert.deepEqual(await complete('a'), ['add → add\t', 'define → define\t', 'pin → pin\t', 'ban → ban\t']);
    assert.ok((await complete('pin\tDM\tDis')).includes('Disease → Disease\t'));
    const byName = await complete('pin\tDM\tDisease\tdiabetes mell');
    assert.equal(byName[0], 'Diabetes Mellitus → MESH:D003920');
    assert.ok(byName.length <= 50);
    assert.ok(
      (await complete('pin\tdiabetes mellitus\tDisease\t')).includes('Diabetes Mellitus → MESH:D003920'),
    );
    assert.equal((await complete('add\tCA\tChemical\tcompound a'))[0], 'Compound A → lab:1');
    assert.deepEqual(await complete('# pin\tx\tDisease\tdiab'), []);

    const line = 'pin\tDM\tDisease\tMESH:D003920|lab:1';
    await complete(line);
    const hover = async (found: string) => {
      const at = { line: 1, character: line.indexOf(found) + 1 };
      const shown: Hover | null = await editor.connection.sendRequest('textDocument/hover', {
        textDocument: { uri },
        position: at,
      });
      return (shown?.contents as { value: string } | undefined)?.value;
    };
    assert.match((await hover('MESH')) ?? '', /^«Diabetes Mellitus» · MESH:D003920 · Disease/);
    assert.match((await hover('lab:1')) ?? '', /^«Compound A» · lab:1 · Chemical · defined in this project/);
    assert.match((await hover('pin')) ?? '', /decides what the name means/);
    assert.equal(await hover('Disease'), undefined);
  }),
);

test(
  'concepts are found by name or id by any client',
  withWorkspace(undefined, async ({ editor }) => {
    const search = async (params: object) => {
      const { concepts } = await editor.connection.sendRequest<ConceptsResult>(conceptsRequest, params);
      return concepts.map(({ id, name }) => `${id} ${name}`);
    };
    assert.equal((await search({ query: 'naprosyn' }))[0], 'MESH:D009288 Naproxen');
    assert.deepEqual(await search({ query: 'naproxen', type: 'Disease' }), []);
    assert.equal((await search({ query: 'acid', limit: 3 })).length, 3);
    await assert.rejects(search({ query: 7 }), /takes a query/);
  }),
);

test(
  'nothing is written into a words file that is no UTF-8: an editor would change its other bytes',
  withWorkspace(
    undefined,
    async (workspace) => {
      const { editor, at, write } = workspace;
      const uri = await openNotes(workspace);
      await write(Buffer.from('ban\tMénière\n', 'latin1'));
      await editor.until(() => editor.diagnostics.get(at('biogloss-words.tsv'))?.[0], 'the problem');
      assert.deepEqual(await actionsAt(editor, uri, 'ulcers'), []);
      await assert.rejects(
        editor.execute(commands.setWord, { uri, action: 'ban', name: 'ulcers', type: 'Disease' }),
        /biogloss-words\.tsv cannot be changed: .*is not UTF-8 text/,
      );
      await write('ban\tMénière\n');
      await editor.until(() => editor.diagnostics.get(at('biogloss-words.tsv'))?.length === 0, 'no problem');
      assert.ok((await actionsAt(editor, uri, 'ulcers')).length > 0);
    },
    { capabilities: modern },
  ),
);

import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { CodeAction } from 'vscode-languageserver/node';
import {
  type CurateParams,
  type CurateResult,
  type CurationAction,
  type CurationStateParams,
  curateRequest,
  curationStateNotification,
  type MentionTarget,
  redoCurationRequest,
  undoCurationRequest,
} from '../../server/src/protocol/curation';
import { Editor, words } from './editor';
import { lexiconServer } from './servers';
import { type Workspace, withWorkspace } from './workspace';

const text = 'Naproxen and stomach ulcers\n\nNaproxen caused severe ulcers in four patients.\n';

/** A person who decides on `paper.txt`. */
class Curator {
  readonly states: CurationStateParams[] = [];

  private constructor(
    readonly editor: Editor,
    readonly uri: string,
  ) {}

  /** In another window on the same folder. */
  static async in(workspace: Workspace, options: object): Promise<Curator> {
    const initializationOptions = { curation: true, ...options };
    const editor = await Editor.start({ server: lexiconServer(), initializationOptions });
    return Curator.open({ ...workspace, editor });
  }

  static async open({ editor, at }: Workspace): Promise<Curator> {
    const content = text;
    const curator = new Curator(editor, at('paper.txt'));
    if (!existsSync(curator.path)) writeFileSync(curator.path, content);
    editor.listen(curationStateNotification, (state: CurationStateParams) => curator.states.push(state));
    await editor.open(curator.uri, content);
    await editor.complete(curator.uri);
    return curator;
  }

  get path(): string {
    return fileURLToPath(this.uri);
  }

  /** What is beside the document; undefined where there is nothing. */
  get sidecar(): string | undefined {
    return existsSync(`${this.path}.curation`) ? readFileSync(`${this.path}.curation`, 'utf8') : undefined;
  }

  /** The words where they stand for the nth time, from 0. */
  at(found: string, nth = 0): MentionTarget {
    const document = this.editor.document(this.uri);
    let start = -1;
    for (let n = 0; n <= nth; n++) start = document.getText().indexOf(found, start + 1);
    assert.ok(start >= 0, found);
    return {
      ranges: [{ start: document.positionAt(start), end: document.positionAt(start + found.length) }],
    };
  }

  curate(action: CurationAction, target: MentionTarget, scope: CurateParams['scope'] = 'this') {
    const { version } = this.editor.document(this.uri);
    return this.ask({ action, on: [{ uri: this.uri, version, mentions: [target] }], scope });
  }

  ask(params: CurateParams): Promise<CurateResult> {
    return this.editor.connection.sendRequest(curateRequest, params);
  }

  undo(): Promise<CurateResult | null> {
    return this.editor.connection.sendRequest(undoCurationRequest, { uri: this.uri });
  }

  redo(): Promise<CurateResult | null> {
    return this.editor.connection.sendRequest(redoCurationRequest, {});
  }

  /** The words that are marked by now. */
  marked(...expected: string[]): Promise<unknown> {
    const { editor } = this;
    return editor
      .until(() => {
        const last = editor.annotations.at(-1);
        return last?.complete && words(last).join() === expected.join();
      }, `marks of ${expected.join()}`)
      .catch((error) => {
        throw new Error(`${error.message}; they are of ${words(editor.annotations.at(-1)!).join()}`);
      });
  }

  state(holds: (state: CurationStateParams) => boolean): Promise<CurationStateParams> {
    return this.editor.until(() => {
      const last = this.states.at(-1);
      return last && holds(last) ? last : undefined;
    }, 'the state of the curation');
  }
}

const curating = (run: (curator: Curator, workspace: Workspace) => Promise<void>) =>
  withWorkspace(undefined, async (workspace) => run(await Curator.open(workspace), workspace), {
    initializationOptions: { curation: true, settings: { curator: 'Ada' } },
  });

test(
  'a mention is rejected, kept beside the document, and taken back byte for byte',
  curating(async (curator) => {
    await curator.marked('Naproxen', 'ulcers', 'Naproxen', 'ulcers');
    const { changed, label } = await curator.curate({ kind: 'reject' }, curator.at('ulcers'));
    assert.deepEqual([changed, label], [1, 'Reject “ulcers”']);
    await curator.marked('Naproxen', 'Naproxen', 'ulcers');
    const state = await curator.state(({ saved, counts }) => saved && counts.rejected === 1);
    assert.deepEqual(state.counts, { decided: 0, rejected: 1, undecided: 3, lost: 0, disputed: 0 });
    assert.equal(state.undo, label);
    const [, decision] = curator.sidecar!.split('\n').map((line) => line && JSON.parse(line));
    assert.equal(decision.by, 'Ada');
    assert.deepEqual(decision.was, { spans: [[0, 6]], type: 'Disease', concepts: ['MESH:D014456'] });
    const before = curator.sidecar;
    await curator.curate({ kind: 'accept' }, curator.at('Naproxen'), 'document');
    await curator.state(({ saved, counts }) => saved && counts.decided === 2);
    assert.equal((await curator.undo())!.label, 'Accept “Naproxen” in 2 places');
    await curator.state(({ saved, counts }) => saved && counts.decided === 0);
    assert.equal(curator.sidecar, before);
    await curator.undo();
    await curator.state(({ saved, counts }) => saved && counts.rejected === 0);
    assert.equal(curator.sidecar, undefined);
    assert.equal(await curator.undo(), null);
    await curator.redo();
    await curator.state(({ saved, counts }) => saved && counts.rejected === 1);
    assert.equal(curator.sidecar, before);
  }),
);

test(
  'each action is kept as a person means it',
  curating(async (curator) => {
    const decided = async () => {
      await curator.state(({ saved }) => saved);
      const [, ...lines] = curator.sidecar?.trim().split('\n') ?? [];
      return lines.map((line) => {
        const { place, was, is } = JSON.parse(line);
        const say = (said?: { spans: [number, number][]; type: string; concepts?: string[] }) =>
          said &&
          [
            said.spans.map(([start, end]) => place.text.slice(start, end)).join(' '),
            said.type,
            ...(said.concepts ?? []),
          ].join('/');
        return `${say(was) ?? ''} → ${say(is) ?? ''}`;
      });
    };
    const does = async (
      action: CurationAction,
      target: MentionTarget,
      expected: readonly string[],
      state: Partial<CurationStateParams['counts']>,
    ) => {
      await curator.curate(action, target);
      await curator.state(
        ({ saved, counts }) =>
          saved &&
          Object.entries(state).every(([name, count]) => counts[name as keyof typeof counts] === count),
      );
      assert.deepEqual(await decided(), expected);
      await curator.undo();
      await curator.state(({ saved, counts }) => saved && counts.decided + counts.rejected === 0);
    };
    const found = 'ulcers/Disease/MESH:D014456';
    const ulcers = curator.at('ulcers', 1);
    await does({ kind: 'accept' }, ulcers, [`${found} → ${found}`], { decided: 1 });
    await does({ kind: 'reject' }, ulcers, [`${found} → `], { rejected: 1 });
    await does({ kind: 'changeType', type: 'Chemical' }, ulcers, [`${found} → ulcers/Chemical`], {
      decided: 1,
    });
    await does(
      { kind: 'link', concepts: ['MESH:D010437'] },
      ulcers,
      [`${found} → ulcers/Disease/MESH:D010437`],
      { decided: 1 },
    );
    await does(
      { kind: 'setBoundaries', side: 'start', by: 'grow' },
      ulcers,
      [`${found} → severe ulcers/Disease/MESH:D014456`],
      { decided: 1 },
    );
    await does(
      { kind: 'setRanges', ranges: curator.at('severe').ranges },
      ulcers,
      [`${found} → severe/Disease/MESH:D014456`],
      { decided: 1 },
    );
    await does({ kind: 'add', type: 'Species' }, curator.at(' patients'), [' → patients/Species'], {
      decided: 1,
    });
    // Over what is marked with the type it is a correction of that.
    await does(
      { kind: 'add', type: 'Disease' },
      curator.at('severe ulcers'),
      [`${found} → severe ulcers/Disease`],
      { decided: 1 },
    );
  }),
);

test(
  'relations are accepted, rejected and added, with their places',
  curating(async (curator) => {
    const { editor, uri } = curator;
    const relation = { type: 'CID', subject: 'MESH:D009288', object: 'MESH:D014456' };
    const on = () => [{ uri, version: editor.document(uri).version, relations: [relation] }];
    const { label } = await curator.ask({ action: { kind: 'reject' }, on: on() });
    assert.equal(label, 'Reject “Naproxen induces ulcers”');
    await editor.until(() => editor.annotations.at(-1)!.relations.length === 0, 'no relation');
    assert.equal(editor.annotations.at(-1)!.rejectedRelations!.length, 1);
    await curator.ask({ action: { kind: 'accept' }, on: on() });
    await editor.until(() => editor.annotations.at(-1)!.relations.length === 1, 'the relation');
    const [accepted] = editor.annotations.at(-1)!.relations;
    assert.deepEqual([accepted!.decided!.verdict, accepted!.evidence.length], ['accepted', 1]);
    const [subject] = curator.at('Naproxen', 1).ranges;
    const [object] = curator.at('patients').ranges;
    await curator.ask({
      action: { kind: 'addRelation', ...relation, object: 'MESH:D010361', evidence: [{ subject, object }] },
      on: [{ uri, version: 1 }],
    });
    const { relations } = await editor.until(
      () => editor.annotations.findLast((each) => each.relations.length === 2),
      'the new relation',
    );
    const added = relations.find((each) => each.object.concept === 'MESH:D010361')!;
    assert.deepEqual(added.evidence[0]!.sentence.start, { line: 2, character: 0 });
    assert.equal(added.decided!.verdict, 'added');
    assert.match(JSON.stringify(await editor.hover(uri, 'Naproxen')), /Added by/);
  }),
);

test(
  'all alike in the workspace are one step, also in documents that nobody has open',
  withWorkspace(
    undefined,
    async (workspace) => {
      const other = fileURLToPath(workspace.at('other.md'));
      writeFileSync(other, '# Ulcers\n\nAn ulcer of the stomach.\n');
      writeFileSync(fileURLToPath(workspace.at('third.txt')), 'Naproxen alone.\n');
      const curator = await Curator.open(workspace);
      const result = await curator.curate({ kind: 'reject' }, curator.at('ulcers'), 'workspace');
      assert.deepEqual(result.uris, [curator.uri, workspace.at('other.md')]);
      assert.equal(result.changed, 4);
      assert.equal(readFileSync(`${other}.curation`, 'utf8').trim().split('\n').length, 3);
      assert.ok(!existsSync(fileURLToPath(workspace.at('third.txt.curation'))));
      await curator.undo();
      await curator.state(({ saved, counts }) => saved && counts.rejected === 0);
      assert.ok(!existsSync(`${other}.curation`));
      assert.equal(curator.sidecar, undefined);
      assert.equal((await curator.redo())!.changed, 4);
      assert.equal(readFileSync(`${other}.curation`, 'utf8').trim().split('\n').length, 3);
    },
    { initializationOptions: { curation: true } },
  ),
);

test(
  'what is decided for the workspace holds for the text as it stands when all files have been read',
  withWorkspace(
    undefined,
    async (workspace) => {
      writeFileSync(fileURLToPath(workspace.at('other.md')), 'An ulcer of the stomach.\n');
      const curator = await Curator.open(workspace);
      const { editor, uri } = curator;
      const deciding = curator.curate({ kind: 'reject' }, curator.at('ulcers'), 'workspace');
      await editor.replace(uri, 'Naproxen and', 'Aspirin, naproxen and');
      assert.equal((await deciding).changed, 3);
      await curator.state(({ saved, counts }) => saved && counts.rejected === 2);
      const now = editor.document(uri).getText();
      const [, ...lines] = curator.sidecar!.trim().split('\n');
      for (const { place } of lines.map((line) => JSON.parse(line)))
        assert.equal(now.slice(place.start, place.start + 6), 'ulcers');
    },
    { initializationOptions: { curation: true } },
  ),
);

test(
  'a step in several files is taken back in all of them or in none',
  withWorkspace(
    undefined,
    async (workspace) => {
      const [one, other] = ['one.md', 'other.md'].map((name) => fileURLToPath(workspace.at(name)));
      for (const path of [one!, other!]) writeFileSync(path, 'An ulcer of the stomach.\n');
      const curator = await Curator.open(workspace);
      await curator.curate({ kind: 'reject' }, curator.at('ulcers'), 'workspace');
      // Nobody can clear that away, and so nothing is written.
      mkdirSync(`${other}.curation.left.tmp`);
      await assert.rejects(curator.undo(), /Nothing was written/);
      assert.ok(existsSync(`${one}.curation`));
      rmSync(`${other}.curation.left.tmp`, { recursive: true });
      assert.equal((await curator.undo())!.changed, 4);
      await curator.state(({ saved, counts }) => saved && counts.rejected === 0);
      for (const path of [one, other, curator.path]) assert.ok(!existsSync(`${path}.curation`), path);
    },
    { initializationOptions: { curation: true } },
  ),
);

test(
  'what another window decides is shown, and both keep their own',
  curating(async (curator, workspace) => {
    const { editor } = curator;
    await curator.curate({ kind: 'reject' }, curator.at('ulcers'));
    const other = await Curator.in(workspace, { settings: { curator: 'Ben' } });
    try {
      await other.state(({ counts }) => counts.rejected === 1);
      await other.curate({ kind: 'accept' }, other.at('Naproxen'));
      await curator.curate({ kind: 'accept' }, curator.at('Naproxen', 1));
      // No client has told of the file: the server looks by itself.
      for (const each of [curator, other])
        await each.state(({ saved, counts }) => saved && counts.decided === 2 && counts.rejected === 1);
      const people = editor.annotations.at(-1)!.mentions.map(({ decided }) => decided?.by ?? '');
      assert.deepEqual(people, ['Ben', 'Ada', '']);
    } finally {
      await other.editor.close();
    }
  }),
);

test(
  'a sidecar that cannot be read is left as it is until it is mended',
  withWorkspace(
    undefined,
    async (workspace) => {
      const sidecar = `${fileURLToPath(workspace.at('paper.txt'))}.curation`;
      writeFileSync(sidecar, 'my own notes');
      const curator = await Curator.open(workspace);
      await curator.state(({ problem = '' }) => /this is no sidecar/.test(problem));
      await assert.rejects(
        curator.curate({ kind: 'accept' }, curator.at('ulcers')),
        /^Error: Nothing can be decided before this is mended: .*paper\.txt\.curation:1: this is no sidecar/,
      );
      assert.equal(readFileSync(sidecar, 'utf8'), 'my own notes');
      rmSync(sidecar);
      await curator.state(({ problem }) => problem === undefined);
      assert.equal((await curator.curate({ kind: 'accept' }, curator.at('ulcers'))).changed, 1);
    },
    { initializationOptions: { curation: true } },
  ),
);

test(
  'a document is finished as one step, until its text is another',
  curating(async (curator, { editor }) => {
    const { uri } = curator;
    const finish = (more = {}) =>
      editor.connection.sendRequest('workspace/executeCommand', {
        command: 'biogloss.finish',
        arguments: [{ uri, ...more }],
      });
    await curator.curate({ kind: 'reject' }, curator.at('ulcers'));
    await finish();
    const { finished, undo } = await curator.state((state) => state.saved && state.finished !== undefined);
    assert.deepEqual([finished!.by, undo], ['Ada', 'Finish paper.txt']);
    assert.match(curator.sidecar!, /^\{"format":"biogloss-curation","version":1,"finished":\{"by":"Ada"/);
    const isOpen = ({ saved, finished }: CurationStateParams) => saved && finished === undefined;
    await curator.undo();
    await curator.state(isOpen);
    assert.doesNotMatch(curator.sidecar!, /finished/);
    await curator.redo();
    await curator.state(({ finished }) => finished !== undefined);
    await finish({ undo: true });
    await curator.state(isOpen);
    await curator.undo();
    await curator.state(({ saved, finished }) => saved && finished !== undefined);
    await editor.replace(uri, 'four patients', 'five patients');
    await curator.state(isOpen);
    await editor.replace(uri, 'five patients', 'four patients');
    await curator.state(({ finished }) => finished !== undefined);
  }),
);

test(
  'what cannot be written outlives its document’s being closed, and the server',
  withWorkspace(undefined, async (workspace) => {
    const folder = fileURLToPath(workspace.at('papers'));
    const options = { storage: fileURLToPath(workspace.at('storage')) };
    const inPapers = { ...workspace, at: (name: string) => workspace.at(`papers/${name}`) };
    mkdirSync(folder);
    const first = await Curator.in(inPapers, options);
    const told: string[] = [];
    first.editor.listen('window/showMessage', ({ message }: { message: string }) => told.push(message));
    await first.curate({ kind: 'reject' }, first.at('ulcers'));
    rmSync(folder, { recursive: true });
    await first.editor.shut(first.uri);
    const why = await first.editor.until(() => told[0], 'a warning');
    assert.match(
      why,
      /^paper\.txt was closed, and what was decided on it could not be written: .* does not exist\. .* tried again/,
    );
    first.states.length = 0;
    first.editor.annotations.length = 0;
    await first.editor.open(first.uri, text);
    await first.state(({ saved, counts }) => !saved && counts.rejected === 1);
    await first.editor.complete(first.uri);
    await first.curate({ kind: 'accept' }, first.at('Naproxen'));
    await first.editor.close();
    assert.equal(readdirSync(join(options.storage, 'decisions')).length, 1);
    mkdirSync(folder);
    const second = await Curator.in(inPapers, options);
    await second.state(({ saved, counts }) => saved && counts.rejected === 1 && counts.decided === 1);
    assert.equal(second.sidecar!.trim().split('\n').length, 3);
    await second.editor.close();
    assert.deepEqual(readdirSync(join(options.storage, 'decisions')), []);
  }),
);

test(
  'a document takes its decisions along when it is renamed',
  curating(async (curator, { editor, at }) => {
    await curator.curate({ kind: 'reject' }, curator.at('ulcers'));
    const [oldUri, newUri] = [curator.uri, at('renamed.txt')];
    renameSync(fileURLToPath(oldUri), fileURLToPath(newUri));
    await editor.shut(oldUri);
    await editor.open(newUri, text);
    await editor.connection.sendNotification('workspace/didRenameFiles', { files: [{ oldUri, newUri }] });
    await curator.state(({ uri, counts }) => uri === newUri && counts.rejected === 1);
    assert.ok(!existsSync(`${fileURLToPath(oldUri)}.curation`));
    const undone: CurateResult = await editor.connection.sendRequest(undoCurationRequest, { uri: newUri });
    assert.deepEqual([undone.label, undone.uris], ['Reject “ulcers”', [newUri]]);
    await curator.state(({ uri, saved, counts }) => uri === newUri && saved && counts.rejected === 0);
    assert.ok(!existsSync(`${fileURLToPath(newUri)}.curation`));
  }),
);

test(
  'decisions go with the text while it is typed, and what is lost is told and comes back',
  curating(async (curator) => {
    const { editor, uri } = curator;
    await curator.curate({ kind: 'reject' }, curator.at('ulcers', 1));
    await editor.replace(uri, 'Naproxen and', 'Aspirin, naproxen and');
    await editor.replace(uri, 'severe ulcers', 'severe cancers');
    const { lost } = await curator.state(({ counts }) => counts.lost === 1);
    assert.deepEqual([lost[0]!.text, lost[0]!.near.line], ['ulcers', 2]);
    const onLost = (action: CurationAction) =>
      curator.ask({
        action,
        on: [{ uri, version: editor.document(uri).version, decisions: [lost[0]!.decision] }],
      });
    for (const kind of ['accept', 'reject'] as const)
      await assert.rejects(onLost({ kind }), /“ulcers” is not found in the text any more\. Select the words/);
    await onLost({ kind: 'setRanges', ranges: curator.at('cancers').ranges });
    await curator.state(({ counts }) => counts.lost === 0 && counts.rejected === 1);
    await curator.undo();
    await curator.state(({ counts }) => counts.lost === 1);
    await editor.replace(uri, 'severe cancers', 'severe ulcers');
    await curator.state(({ counts }) => counts.lost === 0 && counts.rejected === 1);
    await curator.undo();
    await curator.state(({ saved, counts }) => saved && counts.rejected === 0);
    assert.equal(curator.sidecar, undefined);
  }),
);

test(
  'any editor offers decisions as code actions, and their command decides',
  curating(async (curator) => {
    const { editor, uri } = curator;
    const [range] = curator.at('ulcers').ranges;
    const actions: CodeAction[] = await editor.connection.sendRequest('textDocument/codeAction', {
      textDocument: { uri },
      range,
      context: { diagnostics: [], only: ['quickfix.curate'] },
    });
    assert.deepEqual(
      actions.map(({ title }) => title),
      [
        'Accept “ulcers” as Disease',
        'Accept “ulcers” as Disease everywhere in this document',
        'Reject “ulcers” as Disease',
        'Reject “ulcers” as Disease everywhere in this document',
      ],
    );
    const { command, arguments: [argument] = [] } = actions[3]!.command!;
    assert.equal(((await editor.execute(command, argument)) as CurateResult).changed, 2);
    await curator.marked('Naproxen', 'Naproxen');
    assert.equal(((await editor.execute('biogloss.undoCuration', {})) as CurateResult).changed, 2);
    await curator.marked('Naproxen', 'ulcers', 'Naproxen', 'ulcers');
  }),
);

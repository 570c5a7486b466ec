import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { CodeAction } from 'vscode-languageserver/node';
import { wording } from '../../server/src/annotation/model';
import { readPubTator } from '../../server/src/formats/pubtator/read';
import { formatById } from '../../server/src/formats/registry';
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
import type { Editor } from './editor';
import { withWorkspace } from './workspace';

const pubtator = `91000001|t|Naproxen and stomach ulcers
91000001|a|🙂 Naproxen caused ulcers, then bleeding.
91000001\t0\t8\tNaproxen\tChemical\tD009288
91000001\t30\t38\tNaproxen\tChemical\tD009288
91000001\tCID\tD009288\tD014456

91000002|t|Aspirin
91000002|a|Bleeding and ulcers.
91000002\t0\t7\tAspirin\tChemical\tD001241
91000002\t8\t16\tBleeding\tDisease\tD006470
91000002\tCID\tD001241\tD006470
`;

/** A person who decides in a corpus file. */
class Curator {
  readonly states: CurationStateParams[] = [];
  /** The text as it was opened. */
  readonly before: string;

  private constructor(
    readonly editor: Editor,
    readonly uri: string,
  ) {
    this.before = this.text;
  }

  static async open(editor: Editor, uri: string, text: string, languageId: string): Promise<Curator> {
    writeFileSync(fileURLToPath(uri), text);
    editor.letsEdit();
    await editor.open(uri, text, languageId);
    const curator = new Curator(editor, uri);
    editor.listen(curationStateNotification, (state: CurationStateParams) => curator.states.push(state));
    await editor.complete(uri);
    return curator;
  }

  get text(): string {
    return this.editor.document(this.uri).getText();
  }

  get sidecar(): string | undefined {
    const path = `${fileURLToPath(this.uri)}.curation`;
    return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
  }

  /** The words where they stand for the nth time, from 0. */
  at(found: string, nth = 0): MentionTarget {
    const document = this.editor.document(this.uri);
    let start = -1;
    for (let n = 0; n <= nth; n++) start = this.text.indexOf(found, start + 1);
    assert.ok(start >= 0, found);
    return {
      ranges: [{ start: document.positionAt(start), end: document.positionAt(start + found.length) }],
    };
  }

  /** Decides when what was there before is known. */
  async does(
    action: CurationAction,
    on: Partial<CurateParams['on'][number]>,
    scope: CurateParams['scope'] = 'this',
  ): Promise<CurateResult> {
    await this.editor.complete(this.uri);
    const { version } = this.editor.document(this.uri);
    return this.editor.connection.sendRequest(curateRequest, {
      action,
      on: [{ uri: this.uri, version, ...on }],
      scope,
    });
  }

  on(action: CurationAction, found: string, nth = 0, scope: CurateParams['scope'] = 'this') {
    return this.does(action, { mentions: [this.at(found, nth)] }, scope);
  }

  /** Lines that have come, with +, and lines that have gone, with -. */
  get changes(): string[] {
    const [old, now] = [this.before.split('\n'), this.text.split('\n')];
    return [
      ...old.filter((line) => !now.includes(line)).map((line) => `-${line}`),
      ...now.filter((line) => !old.includes(line)).map((line) => `+${line}`),
    ].map((line) => line.replaceAll('\t', ' '));
  }

  /** As the editor's undo of all. */
  async back(): Promise<void> {
    await this.editor.rewrite(this.uri, this.before);
    await this.editor.complete(this.uri);
  }

  state(holds: (state: CurationStateParams) => boolean): Promise<CurationStateParams> {
    return this.editor.until(() => {
      const last = this.states.at(-1);
      return last && holds(last) ? last : undefined;
    }, 'the state of the curation');
  }

  /** What the model finds and nobody has decided on, as `wording/type`. */
  async undecided(): Promise<string[]> {
    const { mentions } = await this.editor.complete(this.uri);
    return mentions.filter(({ decided }) => !decided).map(({ text, type }) => `${text}/${type}`);
  }
}

const curating = (name: string, text: string, languageId: string, run: (curator: Curator) => Promise<void>) =>
  withWorkspace(
    undefined,
    async ({ editor, at }) => run(await Curator.open(editor, at(name), text, languageId)),
    {
      initializationOptions: { curation: true, settings: { curator: 'Ada' } },
      capabilities: { workspace: { applyEdit: true, workspaceEdit: { documentChanges: true } } },
    },
  );

test(
  'what is accepted in a corpus file becomes a line of it, in the words and ids of the file',
  curating('notes.pubtator', pubtator, 'pubtator', async (curator) => {
    assert.deepEqual(await curator.undecided(), [
      'ulcers/Disease',
      'ulcers/Disease',
      'bleeding/Disease',
      'ulcers/Disease',
    ]);
    const { changed, label } = await curator.on({ kind: 'accept' }, 'ulcers', 1);
    assert.deepEqual([changed, label], [1, 'Accept “ulcers”']);
    assert.deepEqual(curator.changes, ['+91000001 46 52 ulcers Disease D014456']);
    const state = await curator.state(({ counts }) => counts.undecided === 3);
    assert.deepEqual([state.store, state.undo, curator.sidecar], ['document', undefined, undefined]);
    assert.deepEqual(await curator.undecided(), ['ulcers/Disease', 'bleeding/Disease', 'ulcers/Disease']);
    await curator.back();
    assert.equal((await curator.undecided()).length, 4);
    await curator.on({ kind: 'accept' }, 'ulcers', 1, 'document');
    assert.deepEqual(curator.changes, [
      '+91000001 21 27 ulcers Disease D014456',
      '+91000001 46 52 ulcers Disease D014456',
    ]);
    await curator.back();
    const all = await curator.on({ kind: 'accept' }, 'ulcers', 1, 'workspace');
    assert.equal(all.label, 'Accept “ulcers” in 3 places; in this file alone');
    assert.deepEqual(curator.changes.at(-1), '+91000002 21 27 ulcers Disease D014456');
  }),
);

test(
  'each action is the smallest edit of the line that says so',
  curating('notes.pubtator', pubtator, 'pubtator', async (curator) => {
    const does = async (expected: readonly string[], act: () => Promise<CurateResult>) => {
      const { label } = await act();
      assert.deepEqual(curator.changes, expected, label);
      await curator.back();
      return label;
    };
    const aspirin = '-91000002 0 7 Aspirin Chemical D001241';
    const gone = await does([aspirin, '-91000002 CID D001241 D006470'], () =>
      curator.on({ kind: 'reject' }, 'Aspirin'),
    );
    assert.equal(gone, 'Reject “Aspirin”; a relation of it went, too');
    await does([aspirin, '+91000002 0 7 Aspirin Disease D001241'], () =>
      curator.on({ kind: 'changeType', type: 'Disease' }, 'Aspirin'),
    );
    const linked = await does([aspirin, '+91000002 0 7 Aspirin Chemical D999999|OMIM:1'], () =>
      curator.on({ kind: 'link', concepts: ['MESH:D999999', 'OMIM:1'] }, 'Aspirin'),
    );
    assert.equal(
      linked,
      'Link “Aspirin” to MESH:D999999 + OMIM:1; a relation of the old id left without a mention',
    );
    const bleeding = '-91000002 8 16 Bleeding Disease D006470';
    await does([bleeding, '+91000002 8 20 Bleeding and Disease D006470'], () =>
      curator.on({ kind: 'setBoundaries', side: 'end', by: 'grow' }, 'Bleeding'),
    );
    // Over the title's end no mention grows.
    await does([], () => curator.on({ kind: 'setBoundaries', side: 'start', by: 'grow' }, 'Bleeding'));
    await does(['+91000001 13 27 stomach ulcers Disease -1'], () =>
      curator.on({ kind: 'add', type: 'Disease' }, 'stomach ulcers'),
    );
    await does(['-91000001 CID D009288 D014456'], () =>
      curator.does(
        { kind: 'reject' },
        { relations: [{ type: 'CID', subject: 'D009288', object: 'D014456' }] },
      ),
    );
    const evidence = [
      { subject: curator.at('Naproxen', 1).ranges[0], object: curator.at('bleeding').ranges[0] },
    ];
    const added = await does(
      ['+91000001 59 67 bleeding Disease D006470', '+91000001 CID D009288 D006470'],
      () =>
        curator.does(
          { kind: 'addRelation', type: 'CID', subject: 'D009288', object: 'MESH:D006470', evidence },
          {},
        ),
    );
    assert.equal(added, 'Add “Naproxen induces bleeding”; PubTator has no place for the place that says so');
    // The third one is a line of the file.
    const nowhere = [{ ...evidence[0]!, subject: curator.at('Naproxen', 2).ranges[0] }];
    await assert.rejects(
      curator.does(
        { kind: 'addRelation', type: 'CID', subject: 'D009288', object: 'D006470', evidence: nowhere },
        {},
      ),
      /is no text of a document/,
    );
    await assert.rejects(
      curator.on({ kind: 'note', note: 'sure?' }, 'Aspirin'),
      /PubTator cannot hold 1 note about a mention\. Nothing was changed\./,
    );
    assert.equal(curator.text, curator.before);
    await curator.state(({ saved, counts }) => saved && counts.rejected === 0);
    assert.equal(curator.sidecar, undefined);
  }),
);

test(
  'what a file cannot say, that a finding is none, is kept beside it and taken back there',
  curating('notes.pubtator', pubtator, 'pubtator', async (curator) => {
    const { editor, uri } = curator;
    await curator.on({ kind: 'reject' }, 'bleeding');
    await curator.state(({ saved, undo }) => saved && undo === 'Reject “bleeding”');
    assert.equal(curator.text, curator.before);
    assert.match(curator.sidecar!, /"text":"bleeding".*"by":"Ada"|"by":"Ada".*"text":"bleeding"/);
    assert.equal((await curator.undecided()).length, 3);
    // Later edits have to be taken back first, which is the editor's to do.
    await curator.on({ kind: 'accept' }, 'ulcers');
    await curator.state(({ undo }) => undo === undefined);
    assert.equal(await editor.connection.sendRequest(undoCurationRequest, { uri }), null);
    await curator.back();
    await curator.state(({ undo }) => undo === 'Reject “bleeding”');
    await editor.connection.sendRequest(undoCurationRequest, { uri });
    await curator.state(({ saved, redo }) => saved && redo === 'Reject “bleeding”');
    assert.equal(curator.sidecar, undefined);
    await editor.connection.sendRequest(redoCurationRequest, { uri });
    await curator.state(({ saved, counts }) => saved && counts.rejected === 1);
  }),
);

test(
  'what is corrected stays corrected beside the model’s finding, and is taken back with the edit',
  curating('notes.pubtator', pubtator, 'pubtator', async (curator) => {
    await curator.on({ kind: 'setBoundaries', side: 'start', by: 'grow' }, 'bleeding');
    assert.deepEqual(curator.changes, ['+91000001 54 67 then bleeding Disease D006470']);
    assert.equal((await curator.undecided()).length, 3);
    // The state from before says saved as well.
    const { counts } = await curator.state(({ saved }) => saved && curator.sidecar !== undefined);
    assert.equal(counts.rejected, 0);
    assert.match(curator.sidecar!, /"was":.*"is":/);
    const grown = curator.text;
    await curator.back();
    await curator.state(({ saved }) => saved && curator.sidecar === undefined);
    assert.equal((await curator.undecided()).length, 4);
    // And done again with it.
    await curator.editor.rewrite(curator.uri, grown);
    await curator.state(({ saved }) => saved && curator.sidecar !== undefined);
    assert.equal((await curator.undecided()).length, 3);
    // A mention of the file that the model finds, too, does not come back as a question.
    await curator.on({ kind: 'reject' }, 'then bleeding');
    assert.equal(curator.text, curator.before);
    assert.equal((await curator.undecided()).length, 3);
  }),
);

test(
  'decisions beside a file from before it was its own store are told, and written into it',
  curating('notes.pubtator', pubtator, 'pubtator', async (curator) => {
    const { editor, uri, text } = curator;
    const start = text.indexOf('bleeding');
    const is = { spans: [[0, 8]], type: 'Disease', concepts: ['MESH:D006470'] };
    const place = { start, text: 'bleeding', before: 'ulcers, then ', after: '. 91000001' };
    const lines = [
      { format: 'biogloss-curation', version: 1 },
      { kind: 'mention', id: 'm1', by: 'Ada', when: '2026-01-02T03:04:05Z', place, was: is, is },
    ];
    const path = fileURLToPath(uri);
    writeFileSync(`${path}.curation`, lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
    const changes = [{ uri: `${uri}.curation`, type: 1 }];
    await editor.connection.sendNotification('workspace/didChangeWatchedFiles', { changes });
    const { problem } = await curator.state((state) => state.problem !== undefined);
    assert.match(problem!, /^One decision on notes\.pubtator is not in the file itself/);
    const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
    const actions = await editor.connection.sendRequest<CodeAction[]>('textDocument/codeAction', {
      textDocument: { uri },
      range,
      context: { diagnostics: [] },
    });
    const { command } = actions.find(({ title }) => title === 'Write the decision beside this file into it')!;
    await editor.connection.sendRequest('workspace/executeCommand', command as object);
    assert.deepEqual(curator.changes, ['+91000001 59 67 bleeding Disease D006470']);
    await curator.state((state) => state.problem === undefined && state.saved);
    assert.equal(curator.sidecar, undefined);
  }),
);

test(
  'where an editor lets nobody change its texts, or the format has no way, a sentence says so and nothing is kept beside it',
  withWorkspace(
    undefined,
    async ({ editor, at }) => {
      const curator = await Curator.open(editor, at('notes.pubtator'), pubtator, 'pubtator');
      await assert.rejects(
        curator.on({ kind: 'accept' }, 'ulcers'),
        /a file of PubTator is written into it, and this editor lets nobody else change its texts/,
      );
      const { store } = await curator.state(() => true);
      assert.deepEqual([store, curator.sidecar], ['none', undefined]);
    },
    { initializationOptions: { curation: true } },
  ),
);

/** The documents of the PubTator file above, in another format. */
const elsewhere: Readonly<Record<string, readonly [name: string, languageId: string]>> = {
  jsonl: ['notes.spans.jsonl', 'jsonl-annotations'],
  'bioc-json': ['notes.bioc.json', 'bioc-json'],
  'bioc-xml': ['notes.bioc.xml', 'bioc-xml'],
  conll: ['notes.conll', 'conll'],
};

for (const [id, [name, languageId]] of Object.entries(elsewhere)) {
  const format = formatById(id)!;
  const { documents } = readPubTator(pubtator);
  test(
    `${format.title}: what is accepted comes into the file, what is rejected goes, and nothing else changes`,
    curating(name, format.write!(documents), languageId, async (curator) => {
      const read = () => format.read!({ name, text: curator.text }).documents;
      const said = () =>
        read().map(({ text, mentions }) =>
          mentions.map((mention) =>
            [wording(text, mention), mention.type, ...mention.concepts.map((each) => each.id)].join(' '),
          ),
        );
      const before = said();
      const { label } = await curator.on({ kind: 'accept' }, 'ulcers', 0, 'document');
      const ulcers = id === 'conll' ? 'ulcers Disease' : 'ulcers Disease D014456';
      assert.equal(
        label,
        id === 'conll'
          ? 'Accept “ulcers” in 2 places; CoNLL (words with BIO tags) has no place for what it means'
          : 'Accept “ulcers” in 2 places',
      );
      assert.deepEqual(said(), [[before[0]![0], ulcers, before[0]![1], ulcers], before[1]]);
      await curator.on({ kind: 'reject' }, 'Bleeding');
      assert.deepEqual(said()[1], before[1]!.slice(0, 1));
      assert.equal(read()[1]!.relations.length, 0);
      await curator.on({ kind: 'setBoundaries', side: 'start', by: 'grow' }, 'ulcers');
      assert.equal(said()[0]![1], ulcers.replace('ulcers', 'stomach ulcers'));
      await curator.back();
      assert.deepEqual(said(), before);
      const noted = curator.on({ kind: 'note', note: 'ask Ben' }, 'Aspirin');
      if (id === 'conll') await assert.rejects(noted, /cannot hold 1 note about a mention/);
      else {
        await noted;
        assert.equal(read()[1]!.mentions[0]!.attributes?.['note'], 'ask Ben');
        const { mentions } = await curator.editor.complete(curator.uri);
        assert.equal(mentions.find(({ text }) => text === 'Aspirin')!.decided?.note, 'ask Ben');
      }
    }),
  );
}

import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { CancellationTokenSource, LSPErrorCodes, WorkDoneProgress } from 'vscode-languageserver/node';
import type { KnowledgeGraph } from '../../server/src/graph/model';
import { commands } from '../../server/src/protocol/commandNames';
import type { GraphArguments, GraphResult } from '../../server/src/protocol/commands';
import { mention, sidecarOf } from '../unit/curation/decided';
import { Editor } from './editor';
import { lexiconServer } from './servers';

const corpus = `7|t|Aspirin and gastritis
7|a|
7\t0\t7\tAspirin\tChemical\tD001241
7\t12\t21\tgastritis\tDisease\tD005756
7\tCID\tD001241\tD005756
`;

/** Runs a test with an editor and a folder of these files. */
const withFolder =
  (files: Record<string, string>, run: (editor: Editor, path: (name: string) => string) => Promise<void>) =>
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'biogloss-'));
    const path = (name: string) => join(folder, name);
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(path(name)), { recursive: true });
      writeFileSync(path(name), text);
    }
    const editor = await Editor.start({ server: lexiconServer() });
    try {
      await run(editor, path);
    } finally {
      await editor.close();
      rmSync(folder, { recursive: true });
    }
  };

async function collect(
  editor: Editor,
  args: GraphArguments,
): Promise<{ result: GraphResult; graph: KnowledgeGraph }> {
  const result = (await editor.execute(commands.graph, args)) as GraphResult;
  return { result, graph: JSON.parse(readFileSync(result.out, 'utf8')) };
}

const claims = ({ relations }: KnowledgeGraph) =>
  relations.map(({ subject, object, claims }) => `${subject} ${object} ${claims.length}`);

test(
  'a folder becomes one graph: texts, corpora and brat, whatever else lies there',
  withFolder(
    {
      'in/a.txt': 'Naproxen caused ulcers.',
      'in/deep/b.md': '# Naproxen\n\nNaproxen caused an ulcer.',
      'in/c.pubtator': corpus,
      'in/d.txt': 'Aspirin caused bleeding.',
      'in/d.ann': 'T1\tChemical 0 7\tAspirin\n',
      'in/settings.json': '{ "name": "Naproxen caused ulcers." }',
      'in/node_modules/e.txt': 'Naproxen caused ulcers.',
      'in/binary.txt': 'a\u0000b',
    },
    async (editor, path) => {
      const shown: string[] = [];
      editor.connection.onProgress(WorkDoneProgress.type, 'mine', (value) => {
        if (value.kind === 'report') shown.push(value.message ?? '');
      });
      const result = await editor.connection.sendRequest<GraphResult>('workspace/executeCommand', {
        command: commands.graph,
        arguments: [{ uris: [pathToFileURL(path('in')).href], out: path('out/graph.json') }],
        workDoneToken: 'mine',
      });
      const graph: KnowledgeGraph = JSON.parse(readFileSync(path('out/graph.json'), 'utf8'));
      assert.deepEqual(
        graph.documents.map(({ id, source }) => [id, source]),
        [
          ['a.txt', path('in/a.txt')],
          ['7', path('in/c.pubtator')],
          ['d', path('in/d.txt')],
          [join('deep', 'b.md'), path('in/deep/b.md')],
        ],
      );
      assert.deepEqual(claims(graph), ['MESH:D009288 MESH:D014456 2', 'MESH:D001241 MESH:D006470 1']);
      assert.deepEqual([result.documents, result.relations], [4, 2]);
      assert.match(result.problems.join('\n'), /^[^\n]*binary\.txt is not text[^\n]*$/);
      assert.equal(shown.at(-1), '4 of 4');
    },
  ),
);

test(
  'what persons decided on the texts of a folder counts',
  withFolder(
    {
      'a.txt': 'Naproxen caused ulcers.',
      'a.txt.curation': sidecarOf(
        mention('Naproxen caused ulcers.', { was: { words: 'ulcers', type: 'Disease' } }),
      ),
    },
    async (editor, path) => {
      const { graph } = await collect(editor, { uris: [path('.')], out: path('graph.json') });
      assert.deepEqual(
        graph.concepts.map(({ id }) => id),
        ['MESH:D009288'],
      );
      assert.deepEqual(claims(graph), []);
    },
  ),
);

test(
  'given all, the annotations of corpora count as they are',
  withFolder({ 'a.pubtator': corpus }, async (editor, path) => {
    const { graph } = await collect(editor, {
      uris: [path('a.pubtator')],
      given: 'all',
      out: path('graph.json'),
    });
    assert.deepEqual(claims(graph), ['MESH:D001241 MESH:D005756 1']);
    assert.equal(graph.provenance.model, undefined);
    assert.equal(graph.relations[0].evidence[0].sentence.text, 'Aspirin and gastritis');
  }),
);

test(
  'what the editor holds counts, and of a selection only what it covers',
  withFolder({ 'a.txt': 'Nothing yet.' }, async (editor, path) => {
    const uri = pathToFileURL(path('a.txt')).href;
    await editor.open(uri, 'Naproxen caused ulcers.\nAspirin too.');
    const out = path('graph.json');
    const whole = await collect(editor, { uris: [uri], out });
    assert.deepEqual(claims(whole.graph), ['MESH:D009288 MESH:D014456 1']);
    const selection = { start: { line: 1, character: 0 }, end: { line: 1, character: 12 } };
    const part = await collect(editor, { uris: [uri], selection, out });
    assert.deepEqual(
      part.graph.concepts.map(({ id }) => id),
      ['MESH:D001241'],
    );
    assert.deepEqual(claims(part.graph), []);
    await editor.open('untitled:Untitled-1', 'Aspirin caused bleeding.');
    const untitled = await collect(editor, { uris: ['untitled:Untitled-1'], out });
    assert.equal(untitled.graph.documents[0].source, 'untitled:Untitled-1');
  }),
);

test(
  'a saved graph, or a part of it, is exported in another format without a model',
  withFolder(
    { 'a.txt': 'Naproxen caused ulcers.', 'b.txt': 'Aspirin caused bleeding.' },
    async (editor, path) => {
      const out = path('graph.json');
      await collect(editor, { uris: [path('a.txt'), path('b.txt')], out });
      const keep = { concepts: ['MESH:D001241', 'MESH:D006470'], relations: [1] };
      const turtle = path('graph.ttl');
      const result = await editor.execute(commands.exportGraph, {
        graph: out,
        format: 'turtle',
        keep,
        out: turtle,
      });
      assert.deepEqual(result, { out: turtle, documents: 1, concepts: 2, relations: 1, problems: [] });
      const written = readFileSync(turtle, 'utf8');
      assert.match(written, /mesh\/D001241/);
      assert.doesNotMatch(written, /D009288|a\.txt/);
      const wrong = { graph: path('a.txt'), format: 'turtle', out: turtle };
      await assert.rejects(
        editor.execute(commands.exportGraph, wrong),
        /a\.txt is no graph of BioGloss: it is not valid JSON/,
      );
      await assert.rejects(
        editor.execute(commands.exportGraph, { ...wrong, graph: out, format: 'word' }),
        /"word" is not a format of a graph; there are turtle, jsonld/,
      );
    },
  ),
);

test(
  'collecting is cancelled at once, in the middle of a text, and leaves no file',
  withFolder({ 'a.txt': 'Naproxen caused ulcers.', 'b.txt': 'block9999' }, async (editor, path) => {
    const source = new CancellationTokenSource();
    const begun = new Promise<void>((resolve) => {
      editor.connection.onProgress(WorkDoneProgress.type, 'mine', ({ kind }) => {
        if (kind === 'report') resolve();
      });
    });
    const out = path('graph.json');
    const running = editor.connection.sendRequest(
      'workspace/executeCommand',
      { command: commands.graph, arguments: [{ uris: [path('.')], out }], workDoneToken: 'mine' },
      source.token,
    );
    await begun;
    const began = performance.now();
    source.cancel();
    await assert.rejects(running, { code: LSPErrorCodes.RequestCancelled });
    assert.ok(performance.now() - began < 150);
    assert.ok(!existsSync(out));
  }),
);

test(
  'what cannot be collected is told',
  withFolder({ 'empty/x.bin': '1' }, async (editor, path) => {
    const attempt = (args: object) => editor.execute(commands.graph, { out: path('graph.json'), ...args });
    await assert.rejects(attempt({ uris: [path('none')] }), /none does not exist/);
    await assert.rejects(attempt({ uris: [path('empty')] }), /empty holds no document that can be read/);
    const selection = { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } };
    await assert.rejects(
      attempt({ uris: [path('empty')], selection }),
      /A selection is part of one open document/,
    );
  }),
);

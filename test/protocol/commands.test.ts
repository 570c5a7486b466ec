import assert from 'node:assert/strict';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import {
  CancellationTokenSource,
  ErrorCodes,
  LSPErrorCodes,
  WorkDoneProgress,
} from 'vscode-languageserver/node';
import { commands } from '../../server/src/protocol/commandNames';
import type { EvaluateResult, ExportResult, GraphResult } from '../../server/src/protocol/commands';
import type { EvaluationReport } from '../../server/src/protocol/evaluationReport';
import { readRun } from '../../server/src/runs/runState';
import { Editor, type EditorOptions } from './editor';
import { lexiconServer, productServer } from './servers';

/** Gold annotations that the lexicon's model finds all but one of, which is not in its lexicon. */
const corpus = [
  '1|t|Naproxen and ulcers',
  '1|a|Aspirin caused bleeding and gastritis.',
  '1\t0\t8\tNaproxen\tChemical\tMESH:D009288',
  '1\t13\t19\tulcers\tDisease\tMESH:D014456',
  '1\t20\t27\tAspirin\tChemical\tMESH:D001241',
  '1\t35\t43\tbleeding\tDisease\tMESH:D006470',
  '1\t48\t57\tgastritis\tDisease\tMESH:D005756',
  '1\t99\t103\toops\tDisease\tMESH:D000000',
  '',
  // Enough good mentions for a corpus that may have a bad one.
  `2|t|${'ulcers '.repeat(20).trim()}`,
  '2|a|',
  ...Array.from({ length: 20 }, (_, i) => `2\t${7 * i}\t${7 * i + 6}\tulcers\tDisease\tMESH:D014456`),
  '',
].join('\n');

/** Runs a test with an editor and a folder of its own that holds the corpus. */
const withCorpus =
  (run: (editor: Editor, folder: string) => Promise<void>, options: Partial<EditorOptions> = {}) =>
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'biogloss-'));
    writeFileSync(join(folder, 'gold.pubtator'), corpus);
    const initializationOptions = { storage: join(folder, '.storage'), ...options.initializationOptions };
    const editor = await Editor.start({ server: lexiconServer(), ...options, initializationOptions });
    try {
      await run(editor, folder);
    } finally {
      await editor.close();
      rmSync(folder, { recursive: true });
    }
  };

test(
  'analyse gives the counts of an open document, and says when it is not open',
  withCorpus(async (editor) => {
    await editor.open('file:///a.txt', 'Naproxen caused ulcers.');
    const counts = await editor.execute(commands.analyse, { uri: 'file:///a.txt' });
    assert.deepEqual(counts, { mentions: 2, relations: 1 });
    await assert.rejects(editor.execute(commands.analyse, { uri: 'file:///b.txt' }), /b\.txt is not open/);
  }),
);

test(
  'evaluate scores the model, saves the figures and shows progress',
  withCorpus(async (editor, folder) => {
    const shown: string[] = [];
    editor.connection.onProgress(WorkDoneProgress.type, 'mine', ({ kind }) => void shown.push(kind));
    const [gold, out] = [join(folder, 'gold.pubtator'), join(folder, 'scores.json')];
    const result = await editor.connection.sendRequest<EvaluateResult>('workspace/executeCommand', {
      command: commands.evaluate,
      arguments: [{ gold: pathToFileURL(gold).href, out }],
      workDoneToken: 'mine',
    });
    const { tp, fp, fn } = result.scores['mention_all'] as { tp: number; fp: number; fn: number };
    assert.deepEqual([tp, fp, fn], [24, 0, 1]);
    assert.match(result.table, /mention_Chemical/);
    assert.match(result.problems.join('\n'), /gold\.pubtator:8:\d+: /);
    assert.deepEqual(JSON.parse(readFileSync(out, 'utf8')), result.scores);
    assert.deepEqual([shown[0], shown.at(-1)], ['begin', 'end']);
  }),
);

test(
  'evaluate writes a report with every error, scores predictions, and compares with a model or a report',
  withCorpus(async (editor, folder) => {
    const path = (name: string) => join(folder, name);
    const gold = path('gold.pubtator');
    const evaluate = async (args: object): Promise<EvaluationReport> => {
      const report = path('report');
      await editor.execute(commands.evaluate, { gold, report, ...args });
      return JSON.parse(readFileSync(join(report, 'report.json'), 'utf8'));
    };
    const own = await evaluate({ compare: folder });
    const [{ errors, figures }] = own.stages;
    assert.deepEqual(
      errors.map(({ kind, line, column, gold: [said] }) => [kind, line, column, said?.text]),
      [['missed', 2, 33, 'gastritis']],
    );
    // The other model is the same one, in another folder.
    const mentions = figures.find(({ name }) => name === 'mention_all')!;
    assert.deepEqual([mentions.comparison!.difference, mentions.comparison!.p], [0, 1]);
    assert.ok(own.stages[0].calibration.some(({ of }) => of === 'mentions'));
    assert.match(readFileSync(path('report/report.html'), 'utf8'), /gastritis/);

    writeFileSync(path('first.json'), JSON.stringify(own));
    writeFileSync(path('predicted.pubtator'), corpus.replace(/\n1\t48.*/, '').replace(/\n1\t20.*/, ''));
    const theirs = await evaluate({ predictions: path('predicted.pubtator'), compare: path('first.json') });
    assert.deepEqual([theirs.scored, theirs.compared], [path('predicted.pubtator'), 'lexicon']);
    const all = theirs.stages[0].figures.find(({ name }) => name === 'mention_all')!;
    assert.deepEqual([all.tp, all.fn], [23, 2]);
    assert.ok(all.comparison!.difference < 0);
  }),
);

test(
  'evaluate says why a corpus cannot be used',
  withCorpus(async (editor, folder) => {
    const evaluate = (gold: string) => editor.execute(commands.evaluate, { gold });
    await assert.rejects(evaluate('/no/such/corpus'), /\/no\/such\/corpus does not exist/);
    writeFileSync(join(folder, 'empty'), '1|t|A title\n1|a|\n');
    await assert.rejects(
      evaluate(join(folder, 'empty')),
      /empty cannot be scored against: .*hold no mention/,
    );
    writeFileSync(join(folder, 'binary'), Buffer.from([1, 0, 2]));
    await assert.rejects(evaluate(join(folder, 'binary')), /binary is not text/);
  }),
);

test(
  'export writes an open document as the editor holds it, and a corpus with its ids',
  withCorpus(async (editor, folder) => {
    const exported = (argument: object) => editor.execute(commands.export, argument) as Promise<ExportResult>;
    const file = join(folder, 'note.txt');
    writeFileSync(file, 'Nothing yet.');
    const uris = [pathToFileURL(file).href];
    await editor.open(uris[0]!, 'Naproxen caused ulcers.\nAspirin did not.');
    const out = join(folder, 'out', 'note.jsonl');
    const asked = await exported({ uris, format: 'conll', out, ask: true });
    assert.match(asked.lost!, /^CoNLL .*cannot hold .*scores? of .*mention/);
    const selection = { start: { line: 1, character: 0 }, end: { line: 1, character: 7 } };
    const { preview } = await exported({ uris, selection, format: 'mentions-tsv', preview: 1 });
    assert.match(preview!, /^document\t.*\nnote\.txt:2\tChemical\t0\t7\t\tAspirin\tMESH:D001241\t.*\n$/);
    assert.ok(!existsSync(out));
    const note = await exported({ uris, format: 'jsonl', out });
    assert.deepEqual(note, { out, documents: 1, mentions: 3, relations: 1, notes: [], problems: [] });
    assert.match(readFileSync(out, 'utf8'), /Naproxen caused ulcers/);

    const target = join(folder, 'predicted.pubtator');
    await exported({
      uris: [join(folder, 'gold.pubtator')],
      annotations: 'predicted',
      format: 'pubtator',
      out: target,
    });
    const written = readFileSync(target, 'utf8');
    assert.match(written, /^1\|t\|Naproxen and ulcers\n1\|a\|Aspirin/);
    assert.match(written, /1\t20\t27\tAspirin\tChemical\tMESH:D001241/);
    assert.doesNotMatch(written, /gastritis\t/);
    await assert.rejects(exported({ uris, format: 'word', out }), /"word" is not a format.*pubtator/);
    await assert.rejects(exported({ uris: [folder], selection, format: 'csv' }), /part of one open document/);
  }),
);

test(
  'an export of a folder that is cancelled leaves nothing; what the editor hides does not count',
  withCorpus(
    async (editor, folder) => {
      const papers = join(folder, 'papers');
      mkdirSync(papers);
      for (let number = 0; number < 100; number++)
        writeFileSync(join(papers, `${number}.txt`), `block10 Naproxen caused ulcers ${number}.`);
      writeFileSync(join(papers, 'draft.md'), 'Aspirin.');
      const out = join(folder, 'out.brat');
      const list = () => readdirSync(folder).filter((name) => name !== '.storage');
      const before = list();
      const stop = new CancellationTokenSource();
      editor.connection.onProgress(WorkDoneProgress.type, 'mine', (value) => {
        if (value.kind === 'report' && /^2\d of 100$/.test(value.message ?? '')) stop.cancel();
      });
      const argument = { uris: [papers], format: 'brat', out };
      const parameters = { command: commands.export, arguments: [argument], workDoneToken: 'mine' };
      const asked = editor.connection.sendRequest('workspace/executeCommand', parameters, stop.token);
      await assert.rejects(asked, { code: LSPErrorCodes.RequestCancelled });
      assert.deepEqual(list(), before);
      rmSync(papers, { recursive: true });
      mkdirSync(papers);
      writeFileSync(join(papers, 'draft.md'), 'Aspirin.');
      writeFileSync(join(papers, 'paper.md'), 'Naproxen caused ulcers.');
      const graph = { uris: [papers], format: 'json', out: join(folder, 'graph.json') };
      assert.equal(((await editor.execute(commands.graph, graph)) as GraphResult).documents, 1);
      const inside = join(papers, 'paper.pubtator');
      await editor.execute(commands.export, { uris: [papers], format: 'pubtator', out: inside });
      assert.ok(existsSync(inside));
      assert.equal(((await editor.execute(commands.graph, graph)) as GraphResult).documents, 1);
    },
    {
      capabilities: { workspace: { configuration: true } },
      answers: {
        'workspace/configuration': ({ items }: { items: { section: string }[] }) =>
          items.map(({ section }) =>
            section === 'files.exclude' ? { '**/draft.*': true, '**/*.txt': false } : null,
          ),
      },
    },
  ),
);

let typing: () => Promise<void> = () => Promise.resolve();

test(
  'a selection is of the text that stands when the export is asked for, whatever is typed meanwhile',
  withCorpus(
    async (editor) => {
      const uri = 'untitled:Untitled-1';
      await editor.open(uri, 'Naproxen caused ulcers.');
      const start = { line: 0, character: 0 };
      typing = async () => void (await editor.replace(uri, 'Naproxen', 'No\nNaproxen'));
      const selection = { start, end: { line: 0, character: 8 } };
      const argument = { uris: [uri], selection, format: 'mentions-tsv', preview: 1 };
      const { preview } = (await editor.execute(commands.export, argument)) as ExportResult;
      assert.match(preview!, /\tNaproxen\tMESH:D009288\t.*\n$/);
      typing = () => Promise.resolve();
    },
    {
      capabilities: { workspace: { configuration: true } },
      answers: {
        'workspace/configuration': async ({ items }: { items: object[] }) => {
          await typing();
          return items.map(() => null);
        },
      },
    },
  ),
);

test(
  'arguments are checked, and so is the name of a command',
  withCorpus(async (editor) => {
    const code = ErrorCodes.InvalidParams;
    await assert.rejects(editor.execute(commands.evaluate, {}), { code, message: /"gold" is wrong/ });
    await assert.rejects(editor.execute(commands.analyse, { uri: 'a', speed: 3 }), {
      code,
      message: /speed/,
    });
    await assert.rejects(editor.execute('biogloss.dance', {}), {
      code,
      message: /no command biogloss\.dance/,
    });
  }),
);

test(
  'a command that is cancelled is answered at once, by the request or by the progress that the server shows',
  withCorpus(
    async (editor, folder) => {
      const gold = join(folder, 'slow.pubtator');
      writeFileSync(gold, corpus.replace('gastritis', 'block9999').replace(/\n1\t48.*/, ''));
      const source = new CancellationTokenSource();
      const execute = ({ token } = new CancellationTokenSource()) =>
        editor.connection.sendRequest(
          'workspace/executeCommand',
          { command: commands.evaluate, arguments: [{ gold }] },
          token,
        );
      const byRequest = execute(source);
      await editor.until(() => editor.progressTokens.length === 1, 'a progress');
      const began = performance.now();
      source.cancel();
      await assert.rejects(byRequest, { code: LSPErrorCodes.RequestCancelled });
      assert.ok(performance.now() - began < 150);

      const byProgress = execute();
      await editor.until(() => editor.progressTokens.length === 2, 'another progress');
      await editor.connection.sendNotification('window/workDoneProgress/cancel', {
        token: editor.progressTokens[1],
      });
      await assert.rejects(byProgress, { code: LSPErrorCodes.RequestCancelled });
    },
    { capabilities: { window: { workDoneProgress: true } } },
  ),
);

test('fine-tuning tells what is wrong with its input, and is cancelled at once', {
  timeout: 60_000,
}, async (t) => {
  const server = productServer();
  if (!server) return t.skip('there is no built product with an embedded model to fine-tune');
  await withCorpus(
    async (editor, folder) => {
      const out = join(folder, 'run');
      await assert.rejects(
        editor.execute(commands.fineTune, { train: ['/no/such/file'], out }),
        /\/no\/such\/file/,
      );
      const train = [join(process.cwd(), 'samples', 'corpus.pubtator')];
      const source = new CancellationTokenSource();
      const running = editor.connection.sendRequest(
        'workspace/executeCommand',
        { command: commands.fineTune, arguments: [{ train, dev: train[0], out }] },
        source.token,
      );
      setTimeout(() => source.cancel(), 500);
      await assert.rejects(running, { code: LSPErrorCodes.RequestCancelled });
      // The run is a process of its own, which may have only begun: its folder can be deleted when it has gone.
      for (
        let run = await readRun(out);
        run?.state !== 'stopped' || run.pid !== undefined;
        run = await readRun(out)
      )
        await delay(50);
    },
    { server },
  )();
});

import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { CancellationTokenSource, LSPErrorCodes, WorkDoneProgress } from 'vscode-languageserver/node';
import { commands } from '../../server/src/protocol/commandNames';
import type { CheckCorpusResult } from '../../server/src/protocol/commands';
import type { CorpusReport } from '../../server/src/protocol/corpusReport';
import { Editor } from './editor';
import { productServer } from './servers';

const server = productServer();
const skip = server ? false : 'no model in models/default, or not built';

/** Runs a test with an editor on the product's own workers, and a folder of its own. */
const withEditor = (run: (editor: Editor, path: (name: string) => string) => Promise<void>) => async () => {
  const folder = mkdtempSync(join(tmpdir(), 'biogloss-'));
  const editor = await Editor.start({ server: server! });
  try {
    await run(editor, (name) => join(folder, name));
  } finally {
    await editor.close();
    rmSync(folder, { recursive: true });
  }
};

const document = (id: number, words: string) =>
  `${id}|t|Naproxen ${words}\n${id}|a|\n${id}\t0\t8\tNaproxen\tChemical\tD009288\n`;

test(
  'a corpus is checked with progress, and the report is saved',
  { skip },
  withEditor(async (editor, path) => {
    const same = 'was given to fifty patients of this hospital over a year and a half';
    writeFileSync(path('train.txt'), document(1, same));
    writeFileSync(path('dev.txt'), `${document(2, same)}\n${document(3, 'and rest')}`);
    const shown: string[] = [];
    editor.connection.onProgress(WorkDoneProgress.type, 'mine', ({ kind }) => void shown.push(kind));
    const result = await editor.connection.sendRequest<CheckCorpusResult>('workspace/executeCommand', {
      command: commands.checkCorpus,
      arguments: [
        { train: [pathToFileURL(path('train.txt')).href], dev: [path('dev.txt')], report: path('report') },
      ],
      workDoneToken: 'mine',
    });
    assert.ok(result.usable);
    assert.equal(result.documents, 3);
    assert.equal(result.findings[0].kind, 'leak');
    const report: CorpusReport = JSON.parse(readFileSync(path('report/report.json'), 'utf8'));
    const [{ places }] = report.findings;
    assert.deepEqual([places[0].file, places[0].line, places[0].column], [path('dev.txt'), 1, 5]);
    assert.equal(report.base?.name, 'default');
    assert.match(readFileSync(path('report/report.html'), 'utf8'), /biogloss-corpus-check/);
    assert.deepEqual([shown[0], shown.at(-1)], ['begin', 'end']);
    assert.ok(shown.length > 5);
  }),
);

test(
  'a corpus that cannot be used, and a model that is none, are told',
  { skip },
  withEditor(async (editor, path) => {
    writeFileSync(path('empty.txt'), '');
    const check = (args: object) =>
      editor.execute(commands.checkCorpus, {
        train: [path('empty.txt')],
        ...args,
      }) as Promise<CheckCorpusResult>;
    const result = await check({ model: 'scratch' });
    assert.ok(!result.usable);
    assert.equal(result.findings[0].kind, 'refused');
    await assert.rejects(check({ model: path('nothing') }), /nothing is not a model/);
    await assert.rejects(check({ split: 2 }), /"split" is wrong/);
  }),
);

test(
  'a check is cancelled while it reads a large corpus',
  { skip },
  withEditor(async (editor, path) => {
    const documents = Array.from({ length: 30_000 }, (_, i) => document(i, `${i} `.repeat(60)));
    writeFileSync(path('large.txt'), documents.join('\n'));
    const cancellation = new CancellationTokenSource();
    const begun = new Promise<void>((resolve) => {
      editor.connection.onProgress(WorkDoneProgress.type, 'large', ({ kind }) => {
        if (kind === 'report') resolve();
      });
    });
    const running = editor.connection.sendRequest(
      'workspace/executeCommand',
      { command: commands.checkCorpus, arguments: [{ train: [path('large.txt')] }], workDoneToken: 'large' },
      cancellation.token,
    );
    await begun;
    cancellation.cancel();
    await assert.rejects(running, ({ code }) => code === LSPErrorCodes.RequestCancelled);
  }),
);

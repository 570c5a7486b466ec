import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { commands } from '../../server/src/protocol/commandNames';
import type {
  DocumentsToReviewResult,
  FineTuneResult,
  LearnResult,
} from '../../server/src/protocol/commands';
import { train } from '../../server/src/training/train';
import { giveTurn } from '../support/giveTurn';
import { reviewedTexts } from '../support/reviewedTexts';
import { silent, tinyLearning, tinyTrainingFolder } from '../support/tinyTraining';
import { Editor } from './editor';

const server = join(process.cwd(), 'dist', 'server.js');
const skip = existsSync(server) ? false : 'dist/ is not built';

const { path, order, remove } = tinyTrainingFolder({ epochs: 5 });
let texts: string[] = [];
before(async () => {
  if (skip) return;
  // The list of runs that these tests make is theirs.
  process.env.XDG_DATA_HOME = path('data');
  await train(order('base'), silent);
  const finished = { by: 'Ada', when: '2026-01-02T03:04:05Z' };
  texts = await reviewedTexts(path('texts'), path('base'), { texts: 16, reviewed: 12, finished });
  writeFileSync(path('learn.json'), JSON.stringify(tinyLearning));
});
after(remove);

test('the model in use learns from what was decided, and texts that nobody has decided on are named for review', {
  skip,
  timeout: 290_000,
}, async (t) => {
  const child = spawn(process.execPath, [server, '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] });
  t.after(() => child.kill());
  const settings = { model: path('base'), device: 'cpu' };
  const initializationOptions = { settings };
  const editor = await Editor.connect(child.stdout!, child.stdin!, { initializationOptions });
  const execute = <Result>(command: string, argument: object): Promise<Result> =>
    editor.connection.sendRequest('workspace/executeCommand', { command, arguments: [argument] });
  const folders = [path('texts')];

  const notify = (method: string, params: object) => editor.connection.sendNotification(method, params);

  const next = await execute<DocumentsToReviewResult>(commands.documentsToReview, { folders });
  assert.deepEqual(next.problems, []);
  assert.ok(next.documents.length > 0);
  assert.ok(next.documents.every((document) => texts.slice(12).includes(document.path)));

  const [first] = next.documents;
  await execute(commands.finishDocument, { uri: first!.path, by: 'Ada' });
  const without = await execute<DocumentsToReviewResult>(commands.documentsToReview, { folders });
  assert.deepEqual(
    without.documents.map((document) => document.path),
    next.documents.slice(1).map((document) => document.path),
  );
  await execute(commands.finishDocument, { uri: first!.path, undo: true });
  assert.ok(!existsSync(`${first!.path}.curation`), 'where nothing is said there is no file');

  // What an editor holds counts: of an empty document nothing is to be reviewed, whatever its file says.
  const uri = pathToFileURL(first!.path).href;
  const toReview = async () => {
    const { documents } = await execute<DocumentsToReviewResult>(commands.documentsToReview, { folders });
    return documents.map((document) => document.path);
  };
  const all = next.documents.map((document) => document.path);
  await editor.open(uri, '');
  assert.deepEqual(await toReview(), all.slice(1));
  await notify('textDocument/didClose', { textDocument: { uri } });
  assert.deepEqual(await toReview(), all);
  // What the editor hides waits for nobody.
  const configure = (biogloss: object) =>
    notify('workspace/didChangeConfiguration', { settings: { biogloss } });
  await configure({ ...settings, minimumScore: 1 });
  assert.deepEqual(await toReview(), []);
  await configure(settings);

  t.after(giveTurn(path('learned')));
  const argument = { folders, out: path('learned'), config: path('learn.json'), holdOut: 0.25 };
  const learned = await execute<LearnResult>(commands.learnFromCorrections, argument);
  const patients = learned.types.find(({ type }) => type === 'Patient')!;
  assert.deepEqual([patients.before.f1, learned.isBetter], [0, true]);
  assert.ok(patients.after.f1 > 0.9, JSON.stringify(patients));
  assert.match(learned.verdict[0]!, /^The new model is better/);
  assert.match(learned.notes[0]!, /in 12 documents/);
  assert.ok(existsSync(path('learned/model-best/config.json')));
  const { compared } = JSON.parse(readFileSync(join(learned.report, 'report.json'), 'utf8'));
  assert.match(compared, /tiny/);
  // As after a resumed training: what was not measured yet is measured when it has ended.
  rmSync(learned.report, { recursive: true });
  const { learned: resumed } = await execute<FineTuneResult>(commands.resumeTraining, {
    out: path('learned'),
  });
  assert.deepEqual(resumed, { ...learned, notes: [] });
  assert.ok(existsSync(join(learned.report, 'report.json')));
  await assert.rejects(execute(commands.learnFromCorrections, argument), /holds a run already/);
});

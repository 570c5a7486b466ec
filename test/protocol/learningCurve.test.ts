import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { EvaluationReport } from '../../server/src/evaluation/report/model';
import { commands } from '../../server/src/protocol/commandNames';
import type { LearningCurveResult } from '../../server/src/protocol/commands';
import { giveTurn } from '../support/giveTurn';
import { tinyTrainingFolder } from '../support/tinyTraining';
import { Editor } from './editor';

const server = join(process.cwd(), 'dist', 'server.js');
const skip = existsSync(server) ? false : 'dist/ is not built';

const { path, order, remove } = tinyTrainingFolder({ epochs: 2 });
before(() => {
  // The list of runs that these tests make is theirs.
  process.env.XDG_DATA_HOME = path('data');
});
after(remove);

test('a learning curve is trained, scored and compared part by part', {
  skip,
  timeout: 290_000,
}, async (t) => {
  const child = spawn(process.execPath, [server, '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] });
  t.after(() => child.kill());
  const initializationOptions = { settings: { model: '/nowhere/model' } };
  const editor = await Editor.connect(child.stdout!, child.stdin!, { initializationOptions });
  for (const part of ['documents-50', 'documents-100']) t.after(giveTurn(path(`curve/${part}`)));
  const { train, dev, base, config, out } = order('curve');
  const result: LearningCurveResult = await editor.connection.sendRequest('workspace/executeCommand', {
    command: commands.learningCurve,
    arguments: [{ train: [...train], dev, base, config, out, shares: [0.5, 1] }],
  });
  assert.deepEqual(result.parts, [path('curve/documents-50'), path('curve/documents-100')]);
  const report: EvaluationReport = JSON.parse(readFileSync(join(result.report, 'report.json'), 'utf8'));
  assert.deepEqual(
    report.curve?.map(({ share, documents }) => [share, documents]),
    [
      [0.5, 24],
      [1, 48],
    ],
  );
  const [first, last] = report.curve!.map(({ stages }) => stages[0].figures[0]);
  assert.equal(first.comparison, undefined);
  assert.equal(last.comparison!.other, first.f1);
  assert.ok(existsSync(join(result.report, 'report.html')));
});

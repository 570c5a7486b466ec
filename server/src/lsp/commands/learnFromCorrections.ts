import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAndAfter, verdictLines } from '../../evaluation/report/beforeAndAfter';
import { type EvaluationReport, reportFiles } from '../../evaluation/report/model';
import { type LearnResult, learnFromCorrectionsArguments } from '../../protocol/commands';
import { configNamed } from '../../runs/orderNames';
import { runFiles } from '../../runs/runFiles';
import { command, type Run } from './command';
import { runCorpusJob } from './corpusJob';
import { scoreInWorker } from './evaluate';
import { filePath } from './filePath';
import { trainToTheEnd } from './trainings';

/** Of the whole, what is done when decisions are gathered, and when the training is. */
const [gathered, trained] = [0.1, 0.85];

/** Fine-tunes the model in use on what persons decided, and compares both on documents that neither has learned from. */
export const learnFromCorrections = command({
  schema: learnFromCorrectionsArguments,
  title: 'Learning from corrections',
  needsTrust: true,
  async execute({ folders, holdOut, seed, config, ...args }, workbench, run): Promise<LearnResult> {
    const out = filePath(args.out);
    if (existsSync(join(out, runFiles.config)))
      throw new Error(`${out} holds a run already. Give another folder, or resume that run.`);
    const base = workbench.model.current;
    const corrections = await runCorpusJob(
      'Gathering corrections',
      { type: 'gatherCorrections', id: 1, folders: folders.map(filePath), out, share: holdOut, seed },
      { ...base, reader: 'model' },
      workbench,
      part(run, 0, gathered, 'gathering corrections'),
      (reply) => (reply.type === 'gathered' ? reply.result : undefined),
    );
    const { learned, heldOut, texts, before, after, notes } = corrections;
    const order = {
      train: [learned],
      remember: [texts],
      out,
      base: base.folder,
      config: configNamed(config, filePath),
      seed,
      device: args.device ?? base.device,
    };
    await trainToTheEnd({ folder: out, order }, workbench, part(run, gathered, trained));
    const scored = { type: 'evaluate', id: 1, gold: heldOut, given: 'none' } as const;
    const half = (trained + 1) / 2;
    await scoreInWorker(
      { ...scored, report: before },
      base.folder,
      workbench,
      part(run, trained, half, 'measuring the old model'),
    );
    const compare = join(before, reportFiles.json);
    await scoreInWorker(
      { ...scored, report: after, compare },
      out,
      workbench,
      part(run, half, 1, 'measuring the new model'),
    );
    const measured = beforeAndAfter(await reportIn(before), await reportIn(after));
    const verdict = verdictLines(measured);
    for (const line of [...notes, ...verdict]) workbench.log(line);
    return { ...measured, out, notes, verdict, report: after };
  },
});

/** The progress of a part as that of the whole. */
const part = (run: Run, from: number, to: number, doing?: string): Run => ({
  signal: run.signal,
  progress: (share, message) =>
    run.progress(from + (to - from) * share, doing && message ? `${doing}, ${message}` : (doing ?? message)),
});

const reportIn = async (folder: string): Promise<EvaluationReport> =>
  JSON.parse(await readFile(join(folder, reportFiles.json), 'utf8'));

import { resolve } from 'node:path';
import { scoreTable } from '../evaluation/table';
import { rememberRun } from '../runs/knownRuns';
import { baseNamed } from '../runs/orderNames';
import { devices } from '../runtime/device';
import type { DevScores } from '../training/devScores';
import { readOrder, type TrainingOrder } from '../training/order';
import { TrainingStopped } from '../training/runFolder';
import { train as runTraining } from '../training/train';
import type { TrainingEvent } from '../training/trainingEvent';
import { defineCommand, required } from './command';
import { deviceOf } from './device';
import { modelsFolder } from './modelNamed';
import { oneOfRecipes } from './recipes';
import type { Terminal } from './terminal';
import { wholeNumber } from './wholeNumber';

const usage = () => `Usage: biogloss train --train FILE… --dev FILE --out DIR [options]

Trains a model on annotated documents. DIR becomes the run folder: "model-best" (by the dev documents) and "model-last" in it are
models for --model, log.jsonl tells what happened, training.json is the config, and run.json has the command that repeats it.
The editor shows how it goes: BioGloss: Show Training…

  --train FILE…    corpora to learn from, in any format that can be read; may be given several times
  --dev FILE       the corpus that chooses the best epoch (default: a tenth of the training documents, held out)
  --out DIR        the run folder
  --base BASE      default, the embedded model; scratch, nothing; a model or run folder; an imported model's name; or a folder with a
                   Hugging Face checkpoint of BERT's kind (default: default)
  --config RECIPE  how long it learns: ${oneOfRecipes}; or a FILE with settings of your own (default: standard)
  --seed N         a whole number from 0; with one thread the same seed gives the same weights
  --resume         go on with the run in DIR where it was stopped or died; then DIR alone is enough: --resume --out DIR
  --device D       ${devices.join(', ')}; auto takes the GPU where it is faster, and any that does not work
                   leaves the training to the CPU (default: auto)
`;

export const train = defineCommand({
  usage,
  options: {
    train: { type: 'string', multiple: true },
    dev: { type: 'string' },
    out: { type: 'string' },
    base: { type: 'string', default: 'default' },
    config: { type: 'string' },
    seed: { type: 'string' },
    resume: { type: 'boolean', default: false },
    device: { type: 'string' },
  },
  async run({ values, inputs }, terminal) {
    const device = values.device === undefined ? undefined : deviceOf(values.device);
    const { dev, base, config, resume } = values;
    const told = resume ? values.train : required('--train', values.train);
    const out = required('--out', values.out);
    const order: TrainingOrder =
      told === undefined
        ? { ...(await readOrder(out)), out, resume, ...(device && { device }) }
        : {
            // `--train a b c`: the parser takes `a`, and what follows has no other meaning here.
            train: [...told, ...inputs],
            out,
            seed: values.seed === undefined ? undefined : wholeNumber('--seed', values.seed),
            dev,
            base: baseNamed(base, resolve, modelsFolder()),
            config,
            resume,
            device,
          };
    const stopping = new AbortController();
    const stop = () => stopping.abort(new TrainingStopped());
    process.once('SIGINT', stop).once('SIGTERM', stop);
    try {
      const report = reporter(terminal);
      const scores = await runTraining(order, {
        report(event) {
          // The run has its folder for itself now: those who look at the list find it at work.
          if (event.type === 'stage' && event.stage === 'reading') void rememberRun(out);
          report(event);
        },
        tell: (line) => terminal.tell(line),
        signal: stopping.signal,
      });
      terminal.clearProgress();
      if (scores) await terminal.write(summary(scores));
      terminal.tell(`The model is in ${order.out}/model-best.`);
      return 0;
    } catch (error) {
      if (!(error instanceof TrainingStopped)) throw error;
      terminal.tell(`${error.message} It goes on with: biogloss train --resume --out ${out}`);
      return 1;
    } finally {
      process.off('SIGINT', stop).off('SIGTERM', stop);
    }
  },
});

/** Shows one line that changes with the steps, on a terminal only; the run folder's log has it all. */
function reporter(terminal: Terminal): (event: TrainingEvent) => void {
  let seconds = 0;
  return (event) => {
    if (event.type === 'stage') return;
    if (event.type === 'evaluation') {
      const { raw } = event.scores;
      const f1 = typeof raw.mention_all === 'object' ? `, entities F1 ${raw.mention_all.f1}` : '';
      terminal.progress(
        `epoch ${event.epoch}: quality ${event.scores.quality.toFixed(4)}${f1}${event.best ? ', the best so far' : ''}`,
      );
      return;
    }
    seconds += (event.seconds - seconds) * Math.max(0.02, 1 / event.step);
    const minutes = Math.ceil(((event.steps - event.step) * seconds) / 60);
    const part = event.type === 'pretraining' ? 'reading beforehand' : `epoch ${event.epoch}`;
    terminal.progress(
      `${part}, step ${event.step} of ${event.steps}, loss ${event.loss.toFixed(3)}, ${minutes} min left`,
    );
  };
}

function summary({ raw, givenEntities }: DevScores): string {
  const relations = Object.fromEntries(
    Object.entries(givenEntities).filter(([name]) => name.startsWith('relation_')),
  );
  const table = `From the bare text of the dev documents:\n${scoreTable(raw)}`;
  return Object.keys(relations).length > 0
    ? `${table}\nRelations where the entities are given:\n${scoreTable(relations)}`
    : table;
}

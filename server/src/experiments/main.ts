import { join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { Failure, sentence } from '../platform/failure';
import { packageRoot } from '../platform/packageRoot';
import { experiment } from './experiments';
import { modelParts } from './modelFigures';
import { readPlan } from './plan';
import { putIntoCard, writeReport } from './report/writeReport';

const usage = `Usage: npm run experiments -- [WHAT…] [options]

Measures a model, trains the rows of the ablation table and of the learning curve, and writes figures and a report. What has its
figures is not made again, and what was stopped goes on.

  WHAT            model, or a part of its figures: ${Object.keys(modelParts).join(', ')};
                  ablation, learningCurve, or a row's name; report, which writes what is known (default: all)
  --plan FILE     which experiments there are (default: configs/experiments.json)
  --model DIR     the run folder to measure (default: the plan's)
  --out DIR       run folders of the rows (default: runs/experiments)
  --figures FILE  where figures are kept; the report is written beside it (default: docs/figures/experiments.json)
  --card FILE     a model's README.md: the figures are put into it
  --again         what has its figures is made once more
`;

const options = {
  plan: { type: 'string' },
  model: { type: 'string' },
  out: { type: 'string' },
  figures: { type: 'string' },
  card: { type: 'string' },
  again: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h' },
} as const;

const tell = (line: string): void => void process.stderr.write(`${line}\n`);

/** What a person names is taken from where they are, what is not named from the repository. */
const pathOf = (given: string | undefined, otherwise: string): string =>
  given === undefined ? join(packageRoot(), otherwise) : resolve(given);

async function main(): Promise<void> {
  const { values, positionals: words } = parseArgs({ allowPositionals: true, options });
  if (values.help) return tell(usage);
  const found = await readPlan(pathOf(values.plan, 'configs/experiments.json'));
  const plan = values.model === undefined ? found : { ...found, model: resolve(values.model) };
  const file = pathOf(values.figures, 'docs/figures/experiments.json');
  const stopping = new AbortController();
  const stop = () => stopping.abort(new Failure('Stopped. The same command goes on from here.'));
  process.once('SIGINT', stop).once('SIGTERM', stop);
  const figures = await experiment({
    plan,
    words,
    out: pathOf(values.out, 'runs/experiments'),
    figures: file,
    again: values.again,
    tell,
    signal: stopping.signal,
  });
  tell(`The report is ${relative(process.cwd(), await writeReport(plan, figures, file))}.`);
  if (values.card) await putIntoCard(values.card, plan, figures);
}

main().catch((error) => {
  tell(`biogloss: ${sentence(error)}`);
  process.exitCode = 1;
});

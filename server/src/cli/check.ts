import { resolve } from 'node:path';
import { checkCorpus, usualRare } from '../corpus/checkCorpus';
import { knownModel } from '../corpus/knownModel';
import { usualShare } from '../corpus/split';
import { textReport } from '../corpus/textReport';
import { reportHtml, reportJson, save } from '../corpus/writeReport';
import { baseNamed } from '../runs/orderNames';
import { defineCommand } from './command';
import { formatToRead, readableFormats } from './formats';
import { terminologyUsage } from './model';
import { modelsFolder } from './modelNamed';
import { terminologiesOf } from './terminologies';
import { UsageError } from './usageError';

const usage = () => `Usage: biogloss check FILE… [--dev FILE…] [--test FILE…] [options]

Says what annotated documents are fit for before anything is learned from them: counts, documents that stand in two splits, labels that
the model does not know, offsets that do not fit, relations without mentions, names that are marked in one place and not in another.

  FILE…            documents to learn from, in any format that can be read; --train FILE is the same
  --dev FILE       documents to choose the best epoch by; may be given several times (default: held out as "train" does it)
  --test FILE      documents to measure on at the end; may be given several times
  --split SHARE    what is held out where there is no --dev: a share of the documents (default: ${usualShare})
  --seed N         draws the documents that are held out (default: 1)
  --model DIR      the model to go on from: default, the embedded one; scratch; a folder; or an imported model's name (default: default)
  --rare N         types with fewer mentions to learn from are called rare (default: ${usualRare})
  ${terminologyUsage}
  --from FORMAT    of all files: auto (by content), ${readableFormats()} (default: auto)
  --json           all of it as JSON
  --report FILE    write it as one HTML page, too

Exit code 1 where a file cannot be used as it is.
`;

export const check = defineCommand({
  usage,
  options: {
    train: { type: 'string', multiple: true },
    dev: { type: 'string', multiple: true },
    test: { type: 'string', multiple: true },
    split: { type: 'string', default: String(usualShare) },
    seed: { type: 'string', default: '1' },
    model: { type: 'string', default: 'default' },
    rare: { type: 'string', default: String(usualRare) },
    terminology: { type: 'string', multiple: true },
    from: { type: 'string', default: 'auto' },
    json: { type: 'boolean', default: false },
    report: { type: 'string' },
  },
  async run({ values, inputs }, terminal) {
    const { dev = [], test = [], model } = values;
    const train = [...(values.train ?? []), ...inputs];
    if (train.length + dev.length + test.length === 0) throw new UsageError('give the files to check');
    const share = numberOf('--split', values.split, /^0?\.\d{1,6}$/, 'a share above 0 and below 1');
    const seed = numberOf('--seed', values.seed, /^\d{1,15}$/, 'a whole number from 0');
    const rare = numberOf('--rare', values.rare, /^\d{1,9}$/, 'a whole number from 0');
    const from = formatToRead(values.from);
    const base = await knownModel(baseNamed(model, resolve, modelsFolder()));
    const { terminologies } = terminologiesOf(values.terminology);
    const report = await checkCorpus(
      { train, dev, test },
      {
        from,
        share,
        seed,
        rare,
        base,
        isKnownConcept: (id) => (terminologies.find(id) ?? terminologies.withXref(id)) !== undefined,
        progress: (_, doing) => terminal.progress(doing),
      },
    );
    terminal.clearProgress();
    if (values.report !== undefined) await save(values.report, await reportHtml(report));
    await terminal.write(values.json ? reportJson(report) : textReport(report));
    for (const { refused } of report.files) if (refused !== undefined) terminal.tell(`biogloss: ${refused}`);
    return report.usable ? 0 : 1;
  },
});

function numberOf(option: string, value: string, form: RegExp, expected: string): number {
  if (!form.test(value)) throw new UsageError(`${option} is "${value}", and must be ${expected}`);
  return Number(value);
}

// Makes the embedded default model from ../shared/data (or BIOGLOSS_DATA) with configs/default.json: npm run train:default
// It learns from BC5CDR's train and dev parts; the run folder is runs/default, and the model then replaces models/default.
//   --twin     the same without any dev part, into runs/twin: what the figures on dev parts are measured on (npm run experiments); models/default
//              stays
//   --resume   an interrupted run goes on
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { copyModel } from './modelCopy.mjs';
import { dataFolder, main, root, run, say } from './terminal.mjs';

await main(async () => {
  // What is not understood is refused: a mistyped --twin would replace the default model.
  const flag = { type: 'boolean', default: false };
  const { twin, resume } = parseArgs({ options: { twin: flag, resume: flag } }).values;
  const [train, dev] = ['train', 'dev'].map((part) =>
    join(dataFolder, 'corpora/bc5cdr', `${part}.PubTator.txt`),
  );
  for (const file of [train, dev])
    if (!existsSync(file))
      throw new Error(`${file} is missing: set BIOGLOSS_DATA to the folder that holds corpora/ and text/.`);

  const name = twin ? 'twin' : 'default';
  const folder = join('runs', name);
  const model = join(root, folder, 'model-best');
  if (!resume) rmSync(join(root, folder), { recursive: true, force: true });
  // The card tells the command that makes this model.
  const settings = JSON.parse(readFileSync(join(root, 'configs/default.json'), 'utf8'));
  const command = `npm run train:default${twin ? ' -- --twin' : ''}`;
  const config = join('runs', `${name}.json`);
  mkdirSync(join(root, 'runs'), { recursive: true });
  writeFileSync(join(root, config), JSON.stringify({ ...settings, command }));

  const documents = twin ? ['--train', train, '--dev', dev] : ['--train', train, dev];
  const options = [...documents, '--base', 'scratch', '--config', config, '--out', folder, '--device', 'cpu'];
  const steps = [
    ['scripts/build.mjs'],
    ['dist/cli.js', 'train', ...options, ...(resume ? ['--resume'] : [])],
  ];
  // A terminal tells both of Ctrl+C; what trains writes down how far it came, and ends by itself.
  process.on('SIGINT', () => {});
  for (const step of steps) {
    const status = await run([process.execPath, ...step]);
    if (status !== 0) return status;
  }
  if (twin) return say(`The twin is in ${model}.`);
  copyModel(model, join(root, 'models/default'));
  // It has learned from all parts, so its card tells what the twin came to.
  const card = ['scripts/experiments.mjs', 'report', '--card', 'models/default/README.md'];
  const status = await run([process.execPath, ...card]);
  if (status === 0) say('models/default is the new model.');
  return status;
});

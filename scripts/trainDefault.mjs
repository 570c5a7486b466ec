// Makes the embedded default model from ../shared/data (or BIOGLOSS_DATA) with configs/default.json: npm run train:default
// It learns from BC5CDR's train and dev parts; the run folder is runs/default, and the model then replaces models/default.
//   --twin     the same without any dev part, into runs/twin: what the figures on dev parts are measured on (npm run experiments); models/default
//              stays
//   --resume   an interrupted run goes on
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const corpus = join(process.env.BIOGLOSS_DATA ?? '../shared/data', 'corpora', 'bc5cdr');
const twin = process.argv.includes('--twin');
const resume = process.argv.includes('--resume');
const run = twin ? 'runs/twin' : 'runs/default';
const [train, dev] = ['train', 'dev'].map((part) => join(corpus, `${part}.PubTator.txt`));
for (const file of [train, dev]) {
  if (!existsSync(file)) {
    console.error(`${file} is missing: set BIOGLOSS_DATA to the folder that holds corpora/ and text/.`);
    process.exit(1);
  }
}
if (!resume) rmSync(run, { recursive: true, force: true });
const command = (...args) => {
  const { status } = spawnSync(process.execPath, args, { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
};
command('scripts/build.mjs');
const documents = twin ? ['--train', train, '--dev', dev] : ['--train', train, dev];
// The card tells the command that makes this model.
const settings = JSON.parse(readFileSync('configs/default.json', 'utf8'));
const config = join('runs', twin ? 'twin.json' : 'default.json');
mkdirSync('runs', { recursive: true });
writeFileSync(
  config,
  JSON.stringify({ ...settings, command: `npm run train:default${twin ? ' -- --twin' : ''}` }),
);
const options = [...documents, '--base', 'scratch', '--config', config, '--out', run];
command('dist/cli.js', 'train', ...options, ...(resume ? ['--resume'] : []));
if (twin) {
  console.error(`The twin is in ${join(run, 'model-best')}.`);
} else {
  rmSync('models/default', { recursive: true, force: true });
  cpSync(join(run, 'model-best'), 'models/default', { recursive: true });
  // It has learned from all parts, so its card tells what the twin came to.
  command('scripts/experiments.mjs', 'report', '--card', 'models/default/README.md');
  console.error('models/default is the new model.');
}

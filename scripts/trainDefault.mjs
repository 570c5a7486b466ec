// Makes the embedded default model from ../shared/data (or BIOGLOSS_DATA) with configs/default.json: npm run train:default
// The run folder is runs/default; with --resume an interrupted run goes on. The model then replaces models/default.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';

const corpus = join(process.env.BIOGLOSS_DATA ?? '../shared/data', 'corpora', 'bc5cdr');
const run = 'runs/default';
const files = { train: join(corpus, 'train.PubTator.txt'), dev: join(corpus, 'dev.PubTator.txt') };
for (const file of Object.values(files)) {
  if (!existsSync(file)) {
    console.error(`${file} is missing: set BIOGLOSS_DATA to the folder that holds corpora/ and text/.`);
    process.exit(1);
  }
}
const resume = process.argv.includes('--resume');
if (!resume) rmSync(run, { recursive: true, force: true });
const command = (...args) => {
  const { status } = spawnSync(process.execPath, args, { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
};
command('scripts/build.mjs');
const options = [
  '--train',
  files.train,
  '--dev',
  files.dev,
  '--base',
  'scratch',
  '--config',
  'configs/default.json',
  '--out',
  run,
];
command('dist/cli.js', 'train', ...options, ...(resume ? ['--resume'] : []));
rmSync('models/default', { recursive: true, force: true });
cpSync(join(run, 'model-best'), 'models/default', { recursive: true });
console.error('models/default is the new model.');

// Fine-tunes the default model's twin on a corpus with a type it has never seen, by each recipe and from nothing, and scores what it learned and what it
// forgot: npm run fine-tuning
// What is trained is said in configs/fine-tuning.json; figures go to docs/figures/fine-tuning.json as they come, and are not made again. It needs runs/twin
// (npm run train:default -- --twin) and ../shared/data (or BIOGLOSS_DATA).
//   --only WORD   only runs whose name has the word in it; may be given several times
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { dataFolder, main, root, run, say } from './terminal.mjs';

const figuresFile = join(root, 'docs/figures/fine-tuning.json');
const out = join(root, 'runs/fine-tuning');

await main(async () => {
  const { only } = parseArgs({ options: { only: { type: 'string', multiple: true } } }).values;
  const plan = JSON.parse(readFileSync(join(root, 'configs/fine-tuning.json'), 'utf8'));
  const files = { base: join(root, plan.base) };
  for (const name of ['train', 'dev', 'known']) files[name] = join(dataFolder, plan[name]);
  for (const file of Object.values(files)) if (!existsSync(file)) throw new Error(`${file} is missing`);
  const parts = ['config.json', 'entities.onnx', 'relations.onnx'];
  const base = sha256(...parts.map((part) => readFileSync(join(files.base, 'model-best', part))));

  const built = await run([process.execPath, 'scripts/build.mjs']);
  if (built !== 0) return built;
  mkdirSync(out, { recursive: true });
  const most = Math.max(...plan.documents);
  for (const { recipe, seeds } of plan.rows)
    for (const documents of plan.documents)
      for (const seed of seeds) {
        const name = `${recipe}-${documents}-${seed}`;
        if (only && !only.some((word) => name.includes(word))) continue;
        // Every run keeps its last epoch, so that nothing is chosen on the documents that score it.
        const config = {
          ...readJson(join(root, 'configs', `${recipe}.json`)),
          epoch: 'last',
          share: documents / most,
        };
        const fingerprint = sha256(JSON.stringify([config, recipe === 'scratch' ? null : base, seed]));
        const figures = existsSync(figuresFile) ? readJson(figuresFile) : {};
        if (figures[name]?.fingerprint === fingerprint) continue;
        const scored = trainAndScore({ name, config, seed, scratch: recipe === 'scratch', files });
        keep({ ...figures, [name]: { fingerprint, recipe, documents, seed, ...scored } });
      }
  return 0;
});

/**
 * @returns strict F1 of the new type's mentions and of those the base knew, as the model marks them by itself; the time that the steps took, in seconds
 */
function trainAndScore({ name, config, seed, scratch, files }) {
  say(`${name} …`);
  const folder = join(out, name);
  const configFile = `${folder}.json`;
  rmSync(folder, { recursive: true, force: true });
  writeFileSync(configFile, JSON.stringify(config));
  const from = ['--base', scratch ? 'scratch' : files.base, '--config', configFile, '--seed', String(seed)];
  biogloss('train', '--train', files.train, '--dev', files.dev, ...from, '--out', folder, '--device', 'cpu');
  const steps = readFileSync(join(folder, 'log.jsonl'), 'utf8').matchAll(/"seconds":([\d.e-]+)/g);
  const seconds = Math.round([...steps].reduce((sum, [, taken]) => sum + Number(taken), 0));
  const f1 = (gold) =>
    JSON.parse(biogloss('evaluate', '--model', folder, '--gold', gold, '--json', '--device', 'cpu'))
      .mention_all.f1;
  return { seconds, learned: f1(files.dev), ...(!scratch && { known: f1(files.known) }) };
}

/** @returns what it prints */
function biogloss(...words) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['dist/cli.js', ...words], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  if (status !== 0) throw new Error(`biogloss ${words.join(' ')} failed:\n${stderr}`);
  return stdout;
}

function keep(figures) {
  const sorted = Object.fromEntries(
    Object.entries(figures).sort(([a], [b]) => a.localeCompare(b, 'en', { numeric: true })),
  );
  writeFileSync(figuresFile, `${JSON.stringify(sorted, null, 1)}\n`);
}

function readJson(path) {
  return JSON.parse(readFileSync(path, 'utf8'));
}

function sha256(...contents) {
  const hash = createHash('sha256');
  for (const content of contents) hash.update(content);
  return hash.digest('hex');
}

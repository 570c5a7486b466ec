import assert from 'node:assert/strict';
import { rmSync, writeFileSync } from 'node:fs';
import { everyStage, outcome, trainAsTold, trainedOverKills } from '../support/killedTraining';
import { tinyCorpus } from '../support/tinyCorpus';
import { tinyTrainingFolder } from '../support/tinyTraining';
import { generator } from './harness';

const seconds = Number(process.env.FUZZ_SECONDS ?? 20);
const seed = Number(process.env.FUZZ_SEED ?? Date.now() % 2 ** 31);

/**
 * Trains again and again in processes that are killed at random moments: after each kill what is in the run folder must be whole, and in the end each
 * training must have come to what one did that was left alone.
 */
async function main(): Promise<void> {
  const random = generator(seed);
  const { path, order, remove } = tinyTrainingFolder();
  writeFileSync(path('other.txt'), tinyCorpus(12, 300));
  writeFileSync(path('config.json'), JSON.stringify(everyStage(path('.'))));
  const trained = async (run: string, lives: () => number | undefined) => {
    const started = performance.now();
    const kills = await trainedOverKills(__filename, order(run, { dev: undefined }), lives);
    return { kills, milliseconds: performance.now() - started };
  };
  let { milliseconds: life } = await trained('whole', () => undefined);
  const expected = await outcome(path('whole'));
  const until = performance.now() + seconds * 1000;
  let [kills, runs] = [0, 0];
  /** One that is killed too often gets nowhere. */
  const mostKills = 12;
  while (performance.now() < until) {
    let begun = 0;
    const found = await trained('killed', () => (begun++ < mostKills ? random() * life : undefined));
    // The computer may be busier or idler than before.
    life = (life + found.milliseconds / (1 + found.kills / 2)) / 2;
    assert.deepEqual(await outcome(path('killed')), expected);
    rmSync(path('killed'), { recursive: true });
    kills += found.kills;
    runs++;
    console.log(`${kills} kills in ${runs} trainings, all of which ended as one that was left alone`);
  }
  remove();
}

if (process.argv[2] === 'train') void trainAsTold();
else
  main().catch((error) => {
    console.error(`FAILED (seed ${seed}): ${error.stack}`);
    process.exitCode = 1;
  });

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
    // More often early than late: what is done is not done again, so that most lives are shorter than the first one.
    const found = await trained('killed', () => (begun++ < mostKills ? random() ** 2 * life : undefined));
    // The computer is idler than before.
    if (found.kills < mostKills) life *= 0.7;
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

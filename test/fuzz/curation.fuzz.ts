import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import type { Decision } from '../../server/src/curation/decision';
import { followDecisions } from '../../server/src/curation/followEdit';
import { savedOverKills, saveForever } from '../support/killedSaving';
import { NaiveText, noteAt } from '../support/naiveText';
import { generator } from './harness';

const seconds = Number(process.env.FUZZ_SECONDS ?? 20);
const seed = Number(process.env.FUZZ_SEED ?? Date.now() % 2 ** 31);
const edits = 200_000;
const kills = 2_000;

const units = ['a', 'b', 'c', ' ', '\n', '\r\n', ',', '🙂', 'é', 'e\u0301', 'β'];

/** 200,000 random edits of random documents: decisions must be where marks on single units are, and none may be dropped. */
function followEdits(random: () => number): void {
  const below = (limit: number) => Math.floor(random() * limit);
  const some = (most: number) =>
    Array.from({ length: below(most) }, () => units[below(units.length)]).join('');
  for (let done = 0; done < edits; ) {
    const text = `${some(80)}.`;
    const places = Array.from({ length: 1 + below(8) }, () => {
      const start = below(text.length);
      return [start, Math.min(text.length, start + 1 + below(9))] as const;
    });
    let decisions: readonly Decision[] = places.map(([start, end], id) => noteAt(text, start, end, id));
    const naive = NaiveText.of(text, places);
    for (let left = 1 + below(40); left > 0; left--, done++) {
      const { text: before } = naive;
      const start = below(before.length + 1);
      const end = Math.min(before.length, start + below(random() < 0.1 ? 40 : 6));
      const typed = some(random() < 0.1 ? 30 : 4);
      naive.replace(start, end, typed);
      decisions = followDecisions(decisions, { start, end, length: typed.length }, naive.text);
    }
    assert.deepEqual(
      decisions.map((each) => each.kind === 'note' && (each.place!.lost ? undefined : each.place!.start)),
      places.map((_, id) => naive.startOf(id)),
    );
  }
  console.log(`${edits} edits: every decision where its words are, and none lost without being told`);
}

/** Processes that save a sidecar without end are killed: what is there must be one whole state, and the next one must go on from it. */
async function killSaving(random: () => number): Promise<void> {
  const until = performance.now() + seconds * 1_000;
  const { folder, killed } = await savedOverKills(__filename, (count) =>
    count < kills && performance.now() < until ? random() * 60 : undefined,
  );
  rmSync(folder, { recursive: true });
  console.log(
    `${killed} kills while a sidecar was saved: it was whole after each (--seconds 1200 for ${kills})`,
  );
}

if (process.argv[2] === 'save') void saveForever(process.argv[3]!);
else {
  const random = generator(seed);
  (async () => {
    followEdits(random);
    await killSaving(random);
  })().catch((error) => {
    console.error(`FAILED (seed ${seed}): ${error.stack}`);
    process.exitCode = 1;
  });
}

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { emptySidecar, type Sidecar } from '../../server/src/curation/sidecar';
import { loadSidecar, type ReadFile, saveSidecar } from '../../server/src/curation/sidecarFile';

/** One state of a sidecar: as many decisions as a paper has, all of which say which state it is. */
export const stateOf = (number: number): Sidecar => ({
  ...emptySidecar,
  decisions: Array.from({ length: 150 }, (_, id) => ({
    kind: 'note',
    id: `n${100 + id}`,
    by: 'Ada',
    when: '2026-01-02T03:04:05Z',
    note: String(number),
  })),
});

/** The state that a sidecar is in. @throws where it is none, or none as a whole */
function numberOf({ sidecar, problems }: ReadFile): number {
  assert.deepEqual(problems, []);
  const [first] = sidecar.decisions;
  const number = Number(first?.note);
  assert.deepEqual(sidecar, stateOf(number));
  return number;
}

/** What the main module of a process does that is killed: it goes from state to state, and tells of the first. */
export async function saveForever(path: string): Promise<void> {
  let file = await loadSidecar(path);
  for (let number = file.sidecar.decisions.length > 0 ? numberOf(file) : 0; ; ) {
    file = await saveSidecar(path, file, stateOf(++number));
    process.stdout.write(`${number}\n`);
  }
}

/**
 * Saves in processes that are killed, one after the other, until no more is wanted; after each the sidecar must be whole, and not older than what the
 * process told of.
 * @param module calls `saveForever` where it is run with the arguments `save` and a path
 * @param life milliseconds from a process's first save to its end; undefined where no more are wanted
 */
export async function savedOverKills(
  module: string,
  life: (count: number) => number | undefined,
): Promise<{ readonly folder: string; readonly killed: number }> {
  const folder = mkdtempSync(join(tmpdir(), 'biogloss-kills-'));
  const path = join(folder, 'paper.txt.curation');
  for (let killed = 0; ; killed++) {
    const lives = life(killed);
    if (lives === undefined) return { folder, killed };
    const child = spawn(process.execPath, [module, 'save', path], { stdio: ['ignore', 'pipe', 'inherit'] });
    let told = 0;
    child.stdout.on('data', (lines: Buffer) => {
      told = Number(lines.toString().trim().split('\n').at(-1));
    });
    const ended = once(child, 'close');
    await Promise.race([once(child.stdout, 'data'), ended]);
    await setTimeout(lives);
    child.kill('SIGKILL');
    await ended;
    assert.equal(child.signalCode, 'SIGKILL', 'it ended by itself');
    assert.ok(numberOf(await loadSidecar(path)) >= told);
  }
}

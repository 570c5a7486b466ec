import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What a run of the fuzzer is told by scripts/fuzz.mjs. */
const seconds = Number(process.env.FUZZ_SECONDS ?? 20);
const seed = Number(process.env.FUZZ_SEED ?? Date.now() % 2 ** 31);
/** No input here is longer than some kilobytes, so whoever takes longer than this has lost his way. */
const patience = 2_000;

/** Mulberry32: a small generator whose whole state is one number. @returns numbers in [0, 1) */
export function generator(state: number): () => number {
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export interface Target {
  readonly name: string;
  /** Good inputs, which are then broken. */
  readonly seeds: readonly Buffer[];
  /** Throws where the program does something that it never may. */
  readonly check: (input: Buffer) => void | Promise<void>;
}

/** Feeds every target with broken inputs for its share of the time; an input that makes `check` throw is kept in artifacts/fuzz. */
export async function fuzz(targets: readonly Target[]): Promise<void> {
  let failed = 0;
  for (const target of targets) {
    const random = generator(seed);
    const until = performance.now() + (seconds * 1000) / targets.length;
    let runs = 0;
    let failure: string | undefined;
    while (performance.now() < until && failure === undefined) {
      failure = await attempt(target, broken(target.seeds, random), runs++);
    }
    console.log(`${target.name}: ${failure ?? `${runs} inputs`}`);
    if (failure) failed++;
  }
  console.log(`${targets.length - failed} passed, ${failed} failed (seed ${seed})`);
  process.exitCode = failed > 0 ? 1 : 0;
}

async function attempt({ name, check }: Target, input: Buffer, run: number): Promise<string | undefined> {
  const started = performance.now();
  try {
    await check(input);
    const took = performance.now() - started;
    if (took > patience) throw new Error(`took ${Math.round(took)} ms for ${input.length} bytes`);
    return undefined;
  } catch (error) {
    const folder = join('artifacts', 'fuzz');
    const path = join(folder, `${name.replaceAll(' ', '-')}-${seed}-${run}`);
    mkdirSync(folder, { recursive: true });
    writeFileSync(path, input);
    return `FAILED with ${path}: ${(error as Error).stack ?? error}`;
  }
}

/** Characters that mean something to one format or another. */
const telling = [
  '\n',
  '\r\n',
  '\t',
  '|',
  '|t|',
  '|a|',
  '\ufeff',
  '\u0000',
  '{',
  '}',
  '[',
  ']',
  '"',
  ',',
  ';',
  '<',
  '>',
  '&',
  ']]>',
  '<!--',
  '*',
  '`',
  '$',
  '-1',
  '0',
  '999999999',
  '1e400',
  '🙂',
  '\ud83d',
  '\u0301',
];

/** One of the seeds (or two of them, crossed) with a few changes: bytes set, stretches cut, doubled or moved, telling characters put in. */
function broken(seeds: readonly Buffer[], random: () => number): Buffer {
  const below = (limit: number) => Math.floor(random() * limit);
  const pick = <T>(from: readonly T[]): T => from[below(from.length)];
  let bytes = pick(seeds);
  if (random() < 0.2) {
    const other = pick(seeds);
    bytes = Buffer.concat([
      bytes.subarray(0, below(bytes.length + 1)),
      other.subarray(below(other.length + 1)),
    ]);
  }
  const changes: ((at: number, end: number) => Buffer[])[] = [
    (at, end) => [bytes.subarray(0, at), bytes.subarray(end)],
    (at, end) => [bytes.subarray(0, end), bytes.subarray(at)],
    (at, end) => [
      bytes.subarray(0, at),
      Buffer.from(pick(telling)),
      bytes.subarray(random() < 0.5 ? at : end),
    ],
    (at) => [bytes.subarray(0, at), Buffer.from([below(256)]), bytes.subarray(at + 1)],
    (at) => [bytes.subarray(0, at)],
    (at, end) => [
      bytes.subarray(0, at),
      ...Array<Buffer>(below(40)).fill(bytes.subarray(at, Math.min(end, at + 40))),
      bytes.subarray(at),
    ],
  ];
  for (let count = 1 + below(6); count > 0; count--) {
    const at = below(bytes.length + 1);
    bytes = Buffer.concat(pick(changes)(at, Math.min(bytes.length, at + below(60)))).subarray(0, 100_000);
  }
  return bytes;
}

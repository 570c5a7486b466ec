// A test runner for places where node:test cannot report: the extension host and browser tours, one after another.
interface Test {
  readonly name: string;
  readonly body: () => Promise<void> | void;
  /** In milliseconds. */
  readonly limit: number;
  readonly tour: string;
}

/** By tour. */
export type Counts = Record<string, { passed: number; failed: number }>;

const tests: Test[] = [];
let tour = 'host';

export function test(name: string, body: Test['body'], limit = 120_000): void {
  tests.push({ name, body, limit, tour });
}

/** Tests that are registered from now on go on from where the one before has left the window: they can be repeated as a whole alone. */
export function beginTour(name: string): void {
  tour = name;
}

/**
 * Runs what was registered, in order, and prints a line for each.
 * @param afterFailure called for each failed test, e.g. to keep a screenshot
 */
export async function runTests(afterFailure?: (name: string) => Promise<void>): Promise<Counts> {
  const counts: Counts = {};
  for (const { name, body, limit, tour } of tests) {
    counts[tour] ??= { passed: 0, failed: 0 };
    const count = counts[tour];
    const start = Date.now();
    try {
      await withTimeLimit(body, limit);
      count.passed++;
      console.log(`✔ ${name} (${Date.now() - start} ms)`);
    } catch (error) {
      count.failed++;
      console.log(`✖ ${name} (${Date.now() - start} ms)`);
      console.log(`  ${(error instanceof Error ? error.stack : String(error))?.split('\n').join('\n  ')}`);
      await afterFailure?.(name);
    }
  }
  return counts;
}

async function withTimeLimit(body: Test['body'], milliseconds: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`not done after ${milliseconds / 1000} s`)), milliseconds);
  });
  try {
    await Promise.race([body(), limit]);
  } finally {
    clearTimeout(timer);
  }
}

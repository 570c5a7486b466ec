// A test runner for places where node:test cannot report: the extension host and browser tours, one after another.
interface Test {
  readonly name: string;
  readonly body: () => Promise<void> | void;
  /** In milliseconds. */
  readonly limit: number;
}

export interface Counts {
  readonly passed: number;
  readonly failed: number;
}

const tests: Test[] = [];

export function test(name: string, body: Test['body'], limit = 120_000): void {
  tests.push({ name, body, limit });
}

/**
 * Runs what was registered, in order, and prints a line for each.
 * @param afterFailure called for each failed test, e.g. to keep a screenshot
 */
export async function runTests(afterFailure?: (name: string) => Promise<void>): Promise<Counts> {
  let failed = 0;
  for (const { name, body, limit } of tests) {
    const start = Date.now();
    try {
      await withTimeLimit(body, limit);
      console.log(`✔ ${name} (${Date.now() - start} ms)`);
    } catch (error) {
      failed++;
      console.log(`✖ ${name} (${Date.now() - start} ms)`);
      console.log(`  ${(error instanceof Error ? error.stack : String(error))?.split('\n').join('\n  ')}`);
      await afterFailure?.(name);
    }
  }
  return { passed: tests.length - failed, failed };
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

// Reads how many tests passed, failed and were skipped from what a test runner printed.

const colours = /\u001b\[[0-9;]*m/g;

/**
 * Understands node's test runner (`ℹ pass 3` or `# pass 3`, one line a kind) and a line `3 passed, 0 failed, 1 skipped`,
 * the last one of each.
 * @returns {{ passed: number, failed: number, skipped: number } | undefined} nothing where there is no count
 */
export function readCounts(output) {
  const text = output.replace(colours, '');
  const summary = [...text.matchAll(/^(\d+) passed, (\d+) failed(?:, (\d+) skipped)?\s*$/gm)].at(-1);
  if (summary) return counts(summary[1], summary[2], summary[3]);
  const node = (kind) => [...text.matchAll(new RegExp(`^(?:#|ℹ) ${kind} (\\d+)\\s*$`, 'gm'))].at(-1)?.[1];
  if (node('pass') === undefined) return undefined;
  return counts(
    node('pass'),
    Number(node('fail')) + Number(node('cancelled')),
    Number(node('skipped')) + Number(node('todo')),
  );
}

const counts = (passed, failed, skipped = 0) => ({
  passed: Number(passed),
  failed: Number(failed),
  skipped: Number(skipped),
});

/**
 * What a stage adds to the sum. One that prints no count is one check; one that fails without counting a failure (it
 * crashed, or counted nothing) is one failure, so that the sum can never look better than the exit status.
 */
export function stageCounts(status, output) {
  const read = readCounts(output);
  if (status === 0) return read ?? counts(1, 0);
  const { passed, failed, skipped } = read ?? counts(0, 0);
  return counts(passed, Math.max(1, failed), skipped);
}

/** Of a reason, so many lines: a counterexample and the seed that finds it again are in the first few. */
const linesOfReason = 6;

/**
 * What failed, as node's test runner and ours print it: the name, then what the reason says before its stack; each once.
 * @returns {string[]} of a line or several
 */
export function failures(output) {
  const lines = output.replace(colours, '').split('\n');
  const told = lines.flatMap((line, at) => {
    const name = /^\s*✖ (.+?)(?: \([\d.]+ ?ms\))?$/.exec(line)?.[1];
    if (name === undefined || name === 'failing tests:') return [];
    const reason = [];
    for (const next of lines.slice(at + 1, at + 1 + linesOfReason)) {
      if (/^[✔✖ℹ]|^\s*(at .*)?$/.test(next)) break;
      reason.push(next.trim());
    }
    return [reason.length > 0 ? `${name}: ${reason.join('\n    ')}` : name];
  });
  // The runner names a failure where it happens and again at its end, there with the reason.
  return [...new Set(told)].filter((line, _, all) => !all.some((other) => other.startsWith(`${line}: `)));
}

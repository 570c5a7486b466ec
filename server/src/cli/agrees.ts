import { createInterface } from 'node:readline/promises';
import type { Terminal } from './terminal';
import { UsageError } from './usageError';

/** Asks the person at the terminal. @throws UsageError where nobody is there to answer */
export async function agrees(question: string, terminal: Terminal): Promise<boolean> {
  const { stdin, stderr } = terminal;
  if (!('isTTY' in stdin) || stdin.isTTY !== true)
    throw new UsageError(`nobody can be asked "${question}"; agree beforehand with --yes`);
  const reader = createInterface({ input: stdin, output: stderr });
  try {
    return /^y(es)?$/i.test((await reader.question(`${question} [y/N] `)).trim());
  } finally {
    reader.close();
  }
}

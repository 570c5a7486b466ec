import { readFileSync } from 'node:fs';
import { getPriority } from 'node:os';
import { lowerPriority, raisePriority } from '../../../server/src/platform/lowPriority';
import { threadsOf } from '../../../server/src/platform/processLife';

/** Prints what the system says of this process once it has stood back. */
lowerPriority();
const session = () => {
  try {
    return readFileSync('/proc/self/autogroup', 'utf8').trim();
  } catch {
    return '';
  }
};
/** Those of all threads, each once. */
const threads = () => [...new Set(threadsOf(process.pid).map((thread) => getPriority(thread)))];
const lowered = { threads: threads(), session: session() };
// Whoever is not root may change it ten times a second at most, together.
for (const until = Date.now() + 5_000; session().endsWith('nice 19') && Date.now() < until; )
  raisePriority(process.pid);
raisePriority(process.pid);
console.log(JSON.stringify({ lowered, raised: { threads: threads(), session: session() } }));

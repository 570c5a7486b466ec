import { readFileSync } from 'node:fs';
import { getPriority } from 'node:os';
import { lowerPriority, raiseSession } from '../../../server/src/platform/lowPriority';

/** Prints what the system says of this process once it has stood back. */
lowerPriority();
const session = () => {
  try {
    return readFileSync('/proc/self/autogroup', 'utf8').trim();
  } catch {
    return '';
  }
};
const lowered = session();
// Whoever is not root may change it ten times a second at most, together.
for (const until = Date.now() + 5_000; session().endsWith('nice 19') && Date.now() < until; )
  raiseSession(process.pid);
console.log(JSON.stringify({ process: getPriority(), session: lowered, raised: session() }));

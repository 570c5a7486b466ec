import { readFileSync } from 'node:fs';
import { getPriority } from 'node:os';
import { lowerPriority } from '../../../server/src/platform/lowPriority';

/** Prints what the system says of this process once it has stood back. */
lowerPriority();
const session = () => {
  try {
    return readFileSync('/proc/self/autogroup', 'utf8').trim();
  } catch {
    return '';
  }
};
console.log(JSON.stringify({ process: getPriority(), session: session() }));

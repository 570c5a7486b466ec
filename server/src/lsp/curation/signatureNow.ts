import { randomBytes } from 'node:crypto';
import type { Signature } from '../../curation/decideMention';

/** Who decides, now. */
export const signatureNow = (by: string): Signature => ({
  by,
  when: new Date().toISOString(),
  // Two people on two branches must not come to the same one.
  newId: () => randomBytes(6).toString('hex'),
});

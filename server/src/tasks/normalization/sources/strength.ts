import type { NameLevel } from '../../../terminology/candidates/levels';

/** How much a match at a level is worth where levels have to be told apart in one number. */
export const strength: Readonly<Record<NameLevel['id'], number>> = {
  letters: 1,
  key: 0.95,
  stems: 0.8,
  core: 0.7,
  organs: 0.5,
};

import type { Tally } from './figures';

/** One thing that is counted: `mention` of `Chemical`. Its name in JSON is the two with `_` between them. */
export interface Count {
  readonly measure: string;
  readonly type: string;
  /** A share is told by one number, what is right of all that there is: no false claims are counted. */
  readonly form: 'figures' | 'share';
  readonly tally: Tally;
}

import type { Stage } from './runEvent';

/** `died`: its process is gone and could not say why. `failed`: it said why, or never began. */
export type State = 'running' | 'stopping' | 'done' | 'stopped' | 'failed' | 'died';

/** What a run folder says of its run. */
export interface RunState {
  readonly folder: string;
  readonly state: State;
  /** Why, where it failed or died and that is known. */
  readonly message?: string;
  /** Of the process at work. */
  readonly pid?: number;
  /** What it is doing, or was doing last. */
  readonly stage?: Stage;
  /** Of the last step, and of how many. */
  readonly step?: number;
  readonly steps?: number;
  readonly epoch?: number;
  /** When it last wrote something, as an ISO 8601 time. */
  readonly time?: string;
  /** Whether it can be gone on with. */
  readonly resumable: boolean;
}

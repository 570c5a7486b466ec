import type { Reader } from './settings';

/** Server → client, to clients that ask for it (`initializationOptions.status`): the state of the model. */
export const statusNotification = 'biogloss/status';

/** What a loaded model says of itself. */
export interface ModelSummary {
  readonly name: string;
  readonly folder: string;
  /** The execution provider that runs it, e.g. `cpu`. */
  readonly device: string;
  /** Every guideline that it can mark entities by. */
  readonly guidelines: readonly { readonly name: string; readonly entityTypes: readonly string[] }[];
  /** Names of those in use, the most important first. */
  readonly inUse: readonly string[];
  /** Of the guidelines in use. */
  readonly entityTypes: readonly string[];
  /** Between these types. */
  readonly relationTypes: readonly string[];
  /** Of relation types, by their names: from which score on the model claims a relation. */
  readonly relationThresholds: Readonly<Record<string, number>>;
}

export interface StatusParams {
  /** `failed`: no model runs until another one is chosen or `biogloss.restartWorker` is executed. */
  readonly state: 'starting' | 'ready' | 'analysing' | 'failed';
  /** Who reads documents: the dictionary where the person wants it so, and where the model failed. Absent while starting, and where nobody can. */
  readonly reader?: Reader;
  /** Absent where no model is loaded. */
  readonly model?: ModelSummary;
  /** One sentence for the person: why it failed, or what takes so long. */
  readonly message?: string;
  /** Process id of the analysis worker, so that it can be found in a task manager. */
  readonly workerProcess?: number;
}

/** Client → server: the person has trusted the workspace; the settings that were ignored until now count. */
export const trustNotification = 'biogloss/trustGranted';

/** What a person asks for: the options of `biogloss train`. */
export interface TrainingOrder {
  readonly train: readonly string[];
  /** Where not given, a tenth of the training documents is held out, drawn by the seed. */
  readonly dev?: string;
  readonly out: string;
  /** `default` (the embedded model), `scratch`, a model or run folder, or a folder with a checkpoint of another program. */
  readonly base: string;
  /** A config file; where not given, the built-in one for this kind of base. */
  readonly config?: string;
  /** Takes the place of the config's. */
  readonly seed?: number;
  readonly resume?: boolean;
  /** A folder where what is learned from text alone is kept, and found by other runs from nothing that would learn the same. */
  readonly beginnings?: string;
}

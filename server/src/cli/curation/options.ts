export const options = {
  document: { type: 'string' },
  out: { type: 'string' },
  update: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
  model: { type: 'string' },
  config: { type: 'string' },
  seed: { type: 'string' },
  'hold-out': { type: 'string' },
  device: { type: 'string', default: 'auto' },
  guidelines: { type: 'string' },
  by: { type: 'string' },
  undo: { type: 'boolean', default: false },
  resume: { type: 'boolean', default: false },
} as const;

export interface CurationOptions {
  readonly document?: string;
  readonly out?: string;
  readonly update: boolean;
  readonly json: boolean;
  readonly model?: string;
  readonly config?: string;
  readonly seed?: string;
  readonly 'hold-out'?: string;
  readonly device: string;
  readonly guidelines?: string;
  readonly by?: string;
  readonly undo: boolean;
  readonly resume: boolean;
}

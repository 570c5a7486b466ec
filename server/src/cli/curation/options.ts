export const options = {
  document: { type: 'string' },
  out: { type: 'string' },
  update: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
} as const;

export interface CurationOptions {
  readonly document?: string;
  readonly out?: string;
  readonly update: boolean;
  readonly json: boolean;
}

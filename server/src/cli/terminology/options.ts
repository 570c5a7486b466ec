export const options = {
  out: { type: 'string' },
  name: { type: 'string' },
  type: { type: 'string' },
  from: { type: 'string', default: 'auto' },
  partial: { type: 'boolean' },
  find: { type: 'string', multiple: true },
  json: { type: 'boolean' },
  coverage: { type: 'string', multiple: true },
} as const;

/** The options of this command; each action reads those that are its own. */
export interface TerminologyOptions {
  readonly out?: string;
  readonly name?: string;
  readonly type?: string;
  readonly from: string;
  readonly partial?: boolean;
  readonly find?: readonly string[];
  readonly json?: boolean;
  readonly coverage?: readonly string[];
}

import { UsageError } from '../usageError';

export const options = {
  models: { type: 'string' },
  out: { type: 'string' },
  name: { type: 'string' },
  sha256: { type: 'string' },
  yes: { type: 'boolean' },
  json: { type: 'boolean' },
} as const;

/** The options of this command; each action reads those that are its own. */
export interface ModelsOptions {
  readonly models?: string;
  readonly out?: string;
  readonly name?: string;
  readonly sha256?: string;
  readonly yes?: boolean;
  readonly json?: boolean;
}

/** The one input of an action. */
export function only(inputs: readonly string[], what: string): string {
  const [input, ...more] = inputs;
  if (input === undefined) throw new UsageError(`${what} is missing`);
  if (more.length > 0) throw new UsageError(`"${more[0]}" is too much: one ${what} at a time`);
  return input;
}

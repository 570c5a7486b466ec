import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { packageRoot } from '../../platform/packageRoot';
import { userDataFolder } from '../../platform/userDataFolder';
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

export const embeddedModel = (): string => join(packageRoot(), 'models', 'default');

/** Where imported models lie. */
export const modelsFolder = ({ models }: Pick<ModelsOptions, 'models'> = {}): string =>
  resolve(models ?? (process.env.BIOGLOSS_MODELS || join(userDataFolder(), 'models')));

/** The folder that a person means by a path, by an imported model's name, or by "default". */
export function modelNamed(given: string, options?: Pick<ModelsOptions, 'models'>): string {
  if (existsSync(given)) return given;
  if (given === 'default') return embeddedModel();
  const imported = join(modelsFolder(options), given);
  return /^[^/\\]+$/.test(given) && existsSync(imported) ? imported : given;
}

/** The one input of an action. */
export function only(inputs: readonly string[], what: string): string {
  const [input, ...more] = inputs;
  if (input === undefined) throw new UsageError(`${what} is missing`);
  if (more.length > 0) throw new UsageError(`"${more[0]}" is too much: one ${what} at a time`);
  return input;
}

import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { folderNamed } from '../platform/folderNamed';
import { embeddedModel } from '../platform/packageRoot';
import { userDataFolder } from '../platform/userDataFolder';

/** Where imported models lie. @param given a folder that counts before all others */
export const modelsFolder = (given?: string): string =>
  resolve(given ?? (process.env.BIOGLOSS_MODELS || join(userDataFolder(), 'models')));

/**
 * The folder that a person means by a path, by an imported model's name, or by "default".
 * @returns what was given where it is none of these: whoever reads it says so
 */
export function modelNamed(given: string, models = modelsFolder()): string {
  return given === 'default' && !existsSync(given) ? embeddedModel() : folderNamed(given, models);
}

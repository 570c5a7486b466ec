import { folderNamed } from '../platform/folderNamed';
import { isRecipeName } from './recipeNames';

/** Makes a path of what is no name. */
type ToPath = (given: string) => string;

/** The config of an order: a recipe's name stays one, anything else is a file. */
export const configNamed = (given: string | undefined, path: ToPath): string | undefined =>
  given && !isRecipeName(given) ? path(given) : given;

/**
 * What a training begins with: `default`, the embedded model, and `scratch`, nothing, stay names; anything else is a folder.
 * @param models where imported models lie, which go by their names, too
 */
export function baseNamed(given: string, path: ToPath, models?: string): string {
  if (given === 'default' || given === 'scratch') return given;
  return path(models === undefined ? given : folderNamed(given, models));
}

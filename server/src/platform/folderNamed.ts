import { existsSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The folder that a person means by a path, or by its name alone where it is one of those in `home`.
 * @returns what was given where it is neither: whoever reads it says so
 */
export function folderNamed(given: string, home: string): string {
  if (existsSync(given)) return given;
  const named = join(home, given);
  return /^[^./\\][^/\\]*$/.test(given) && existsSync(named) ? named : given;
}

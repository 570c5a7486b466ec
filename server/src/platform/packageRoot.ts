import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The folder that holds package.json and models/: the same from a bundle in dist/, an installed extension or a test. */
export function packageRoot(): string {
  let folder = __dirname;
  while (!existsSync(join(folder, 'package.json'))) {
    const parent = dirname(folder);
    if (parent === folder)
      throw new Error(
        `no package.json above ${__dirname}; the installation is damaged, install BioGloss again`,
      );
    folder = parent;
  }
  return folder;
}

/** The folder of the model that comes with BioGloss. */
export const embeddedModel = (): string => join(packageRoot(), 'models', 'default');

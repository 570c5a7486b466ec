import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { importTerminologyArguments } from '../../protocol/commands';
import type { ImportTerminologyResult } from '../../protocol/terminology';
import { TermIndex } from '../../terminology/index/termIndex';
import { command } from './command';
import { filePath } from './filePath';
import { runTerminologyJob } from './terminologyJob';

/** Compiles terminologies into an index. To be used it has to be put on the list of the settings. */
export const importTerminology = command({
  schema: importTerminologyArguments,
  title: 'Importing terminology',
  needsTrust: true,
  execute({ files, out, type, ...options }, workbench, run): Promise<ImportTerminologyResult> {
    const paths = files.map(filePath);
    const index = out === undefined ? indexFor(paths, options.name, workbench.storage) : filePath(out);
    const order = { ...options, files: paths, out: index, fallbackType: type };
    return runTerminologyJob('The import', { type: 'import', ...order }, workbench, run);
  },
});

/** A file in the storage folder, named after the terminology; the one that the same files were compiled into before, where there is one. */
function indexFor(files: readonly string[], name = basename(files[0]!), storage: string): string {
  const stem = name.replace(/[^\p{L}\p{N}._-]+/gu, '-').slice(0, 80);
  for (let number = 1; ; number++) {
    const path = join(storage, 'terminologies', `${stem}${number === 1 ? '' : `-${number}`}.terms`);
    if (!existsSync(path) || isMadeOf(path, files)) return path;
  }
}

function isMadeOf(index: string, files: readonly string[]): boolean {
  try {
    const sources = TermIndex.open(index).meta.sources.map(({ path }) => path);
    return sources.length === files.length && files.every((file) => sources.includes(file));
  } catch {
    // Damaged: whoever imports again wants it replaced.
    return true;
  }
}

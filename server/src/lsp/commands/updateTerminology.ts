import { updateTerminologyArguments } from '../../protocol/commands';
import type { ImportTerminologyResult } from '../../protocol/terminology';
import { command } from './command';
import { filePath } from './filePath';
import { runTerminologyJob } from './terminologyJob';

/** Makes an index anew from the files that it was made of. */
export const updateTerminology = command({
  schema: updateTerminologyArguments,
  title: 'Updating terminology',
  needsTrust: true,
  execute: ({ index, partial }, workbench, run): Promise<ImportTerminologyResult> =>
    runTerminologyJob('The update', { type: 'update', out: filePath(index), partial }, workbench, run),
});

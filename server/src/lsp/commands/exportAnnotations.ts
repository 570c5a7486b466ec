import { join } from 'node:path';
import { type ExportResult, exportArguments } from '../../protocol/commands';
import { command, exportsFolder } from './command';
import { runCorpusJob } from './corpusJob';
import { filePath } from './filePath';
import { openTexts, pathOf, spanOf } from './openTexts';

/** Writes the annotations of documents, files and folders in one of the field's formats, or tells what would be written. */
export const exportAnnotations = command({
  schema: exportArguments,
  title: 'Exporting annotations',
  needsTrust: true,
  async execute({ uris, selection, out, ...options }, workbench, run): Promise<ExportResult> {
    // Both of one moment: while the editor is asked what it hides, somebody may go on typing.
    const [open, within] = [openTexts(workbench), spanOf(selection, uris, workbench)];
    const request = {
      type: 'export',
      id: 1,
      paths: uris.map((uri) => pathOf(uri, workbench)),
      open,
      leftOut: await workbench.leftOut(),
      within,
      minimumScore: workbench.annotator.leastScore,
      ...(out !== undefined && { out: filePath(out) }),
      kept: join(workbench.storage, 'annotations'),
      exports: exportsFolder(workbench),
      ...options,
    } as const;
    const { current } = workbench.model;
    return runCorpusJob('The export', request, current, workbench, run, (reply) =>
      reply.type === 'exported' ? reply.result : undefined,
    );
  },
});

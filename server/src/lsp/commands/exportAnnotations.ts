import { join } from 'node:path';
import { type ExportResult, exportArguments } from '../../protocol/commands';
import { command } from './command';
import { runCorpusJob } from './corpusJob';
import { filePath } from './filePath';
import { openTexts, pathOf, spanOf } from './openTexts';

/** Writes the annotations of documents, files and folders in one of the field's formats, or tells what would be written. */
export const exportAnnotations = command({
  schema: exportArguments,
  title: 'Exporting annotations',
  needsTrust: true,
  async execute({ uris, selection, out, ...options }, workbench, run): Promise<ExportResult> {
    const request = {
      type: 'export',
      id: 1,
      paths: uris.map((uri) => pathOf(uri, workbench)),
      open: openTexts(workbench),
      leftOut: await workbench.leftOut(),
      within: spanOf(selection, uris, workbench),
      minimumScore: workbench.annotator.leastScore,
      ...(out !== undefined && { out: filePath(out) }),
      kept: join(workbench.storage, 'annotations'),
      ...options,
    } as const;
    const { current } = workbench.model;
    return runCorpusJob('The export', request, current, workbench, run, (reply) =>
      reply.type === 'exported' ? reply.result : undefined,
    );
  },
});

import { type ExportResult, exportArguments } from '../../protocol/commands';
import { command } from './command';
import { runCorpusJob } from './corpusJob';
import { filePath } from './filePath';

/** Writes the annotations of a document or of a whole corpus in one of the field's formats. */
export const exportAnnotations = command({
  schema: exportArguments,
  title: 'Exporting annotations',
  needsTrust: true,
  execute({ uri, format, out, ask, sideFile }, workbench, run): Promise<ExportResult> {
    const document = workbench.documents.get(uri);
    const request = {
      type: 'export',
      id: 1,
      path: document ? decodeURIComponent(new URL(uri).pathname) : filePath(uri),
      text: document?.getText(),
      languageId: document?.languageId,
      format,
      out: filePath(out),
      ask,
      sideFile,
    } as const;
    const { current } = workbench.model;
    return runCorpusJob('The export', request, current, workbench, run, (reply) =>
      reply.type === 'exported' ? reply.result : undefined,
    );
  },
});

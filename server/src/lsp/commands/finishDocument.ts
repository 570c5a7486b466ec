import { withFinished } from '../../curation/finished';
import { loadSidecar, saveSidecar, sidecarPath } from '../../curation/sidecarFile';
import { Failure } from '../../platform/failure';
import { readText } from '../../platform/textFile';
import { type FinishDocumentResult, finishDocumentArguments } from '../../protocol/commands';
import { command } from './command';
import { filePath } from './filePath';

/** Says that everything in a document is marked as it should be, or takes that back; it stands in the document's sidecar. As deciding, it takes no trust. */
export const finishDocument = command({
  schema: finishDocumentArguments,
  needsTrust: false,
  async execute({ uri, undo, by }, { documents, curation, fileCuration }): Promise<FinishDocumentResult> {
    const path = filePath(uri);
    const document = documents.get(uri);
    const sidecar = sidecarPath(path);
    if (document && fileCuration.fileOf(document))
      throw new Failure(
        'A corpus file counts as it stands. What can be finished is a text with decisions beside it.',
      );
    if (document) {
      const finished = curation.finish(document, !undo, by);
      await finished.flush();
      if (finished.saveProblem !== undefined) throw new Failure(finished.saveProblem);
      return { sidecar };
    }
    const read = await loadSidecar(sidecar);
    const who = undo ? undefined : { by: by ?? curation.curator, when: new Date().toISOString() };
    await saveSidecar(sidecar, read, withFinished(read.sidecar, await readText(path), who));
    return { sidecar };
  },
});

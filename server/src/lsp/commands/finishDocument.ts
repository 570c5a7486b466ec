import { withFinished } from '../../curation/finished';
import { loadSidecar, saveSidecar, sidecarPath } from '../../curation/sidecarFile';
import { accountName } from '../../platform/accountName';
import { readText } from '../../platform/textFile';
import { type FinishDocumentResult, finishDocumentArguments } from '../../protocol/commands';
import { command } from './command';
import { filePath } from './filePath';

/** Says that everything in a document is marked as it should be, or takes that back; it stands in the document's sidecar. */
export const finishDocument = command({
  schema: finishDocumentArguments,
  needsTrust: true,
  async execute({ uri, undo, by = accountName() }, { documents }): Promise<FinishDocumentResult> {
    const path = filePath(uri);
    const text = documents.get(uri)?.getText() ?? (await readText(path));
    const sidecar = sidecarPath(path);
    const read = await loadSidecar(sidecar);
    const who = undo ? undefined : { by, when: new Date().toISOString() };
    // What the server has in memory of this file is merged with it when it is written the next time.
    await saveSidecar(sidecar, read, withFinished(read.sidecar, text, who));
    return { sidecar };
  },
});

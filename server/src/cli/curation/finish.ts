import { withFinished } from '../../curation/finished';
import { loadSidecar, saveSidecar, sidecarPath } from '../../curation/sidecarFile';
import { accountName } from '../../platform/accountName';
import { sentence } from '../../platform/failure';
import { readText } from '../../platform/textFile';
import { Inputs } from '../documents';
import type { Terminal } from '../terminal';
import { UsageError } from '../usageError';
import type { CurationOptions } from './options';

/** `biogloss curation finish`: says of documents that everything in them is marked as it should be, or takes that back. */
export async function finish(
  documents: readonly string[],
  { by = accountName(), undo }: CurationOptions,
  terminal: Terminal,
): Promise<number> {
  if (documents.length === 0) throw new UsageError('give the documents that are finished');
  const inputs = new Inputs(undefined, terminal);
  for (const document of documents) {
    try {
      const text = await readText(document);
      const path = sidecarPath(document);
      const read = await loadSidecar(path);
      inputs.tell(path, read.problems);
      const who = undo ? undefined : { by, when: new Date().toISOString() };
      await saveSidecar(path, read, withFinished(read.sidecar, text, who));
    } catch (error) {
      inputs.fail(sentence(error));
    }
  }
  return inputs.exitCode;
}

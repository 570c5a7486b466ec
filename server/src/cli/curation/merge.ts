import { describeDisagreement, disagreements } from '../../curation/disagreements';
import { findAgain } from '../../curation/findAgain';
import { mergeSidecars } from '../../curation/merge';
import { type Sidecar, writeSidecar } from '../../curation/sidecar';
import { loadSidecar } from '../../curation/sidecarFile';
import { writeAtomically } from '../../platform/atomicFile';
import { Failure } from '../../platform/failure';
import { describeAccess, readText } from '../../platform/textFile';
import { Inputs } from '../documents';
import type { Terminal } from '../terminal';
import { UsageError } from '../usageError';
import type { CurationOptions } from './options';

/** `biogloss curation merge`: a disagreement is for persons to settle and no failure, so that git takes the merged file. */
export async function merge(
  paths: readonly string[],
  { document, out }: CurationOptions,
  terminal: Terminal,
): Promise<number> {
  if (paths.length !== 3) throw new UsageError('three files are needed: BASE OURS THEIRS');
  const inputs = new Inputs(undefined, terminal);
  const text = document === undefined ? undefined : await readText(document);
  const read: Sidecar[] = [];
  for (const path of paths) {
    const { sidecar, problems } = await loadSidecar(path);
    inputs.tell(path, problems);
    read.push(text === undefined ? sidecar : { ...sidecar, decisions: findAgain(sidecar.decisions, text) });
  }
  const merged = mergeSidecars(read[0]!, read[1]!, read[2]!);
  const written = writeSidecar(merged);
  if (out === undefined) await terminal.write(written);
  else
    await writeAtomically(out, [Buffer.from(written, 'utf8')]).catch((error) => {
      throw new Failure(describeAccess(out, error));
    });
  for (const each of disagreements(merged.decisions)) terminal.tell(describeDisagreement(each));
  return inputs.exitCode;
}

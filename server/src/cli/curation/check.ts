import { anchorsOf } from '../../curation/decision';
import { describeDisagreement, disagreements } from '../../curation/disagreements';
import { findAgain } from '../../curation/findAgain';
import { loadSidecar, saveSidecar, sidecarPath } from '../../curation/sidecarFile';
import { counted } from '../../platform/counted';
import { sentence } from '../../platform/failure';
import { readText } from '../../platform/textFile';
import { LineIndex } from '../../text/lineIndex';
import { Inputs } from '../documents';
import type { Terminal } from '../terminal';
import { UsageError } from '../usageError';
import type { CurationOptions } from './options';

/** `biogloss curation check`: what stands, what is not found, what contradicts. */
export async function checkCuration(
  documents: readonly string[],
  { update }: CurationOptions,
  terminal: Terminal,
): Promise<number> {
  if (documents.length === 0) throw new UsageError('give the documents to check');
  const inputs = new Inputs(undefined, terminal);
  for (const document of documents) {
    try {
      await checkOne(document, update, inputs, terminal);
    } catch (error) {
      inputs.fail(sentence(error));
    }
  }
  return inputs.exitCode;
}

async function checkOne(
  document: string,
  update: boolean,
  inputs: Inputs,
  terminal: Terminal,
): Promise<void> {
  const path = sidecarPath(document);
  const text = await readText(document);
  const file = await loadSidecar(path);
  const { sidecar, problems } = file;
  inputs.tell(path, problems);
  const decisions = findAgain(sidecar.decisions, text);
  if (update) await saveSidecar(path, file, { ...sidecar, decisions });
  const lost = decisions.flatMap(anchorsOf).filter(({ lost }) => lost);
  const disputed = disagreements(decisions);
  const index = new LineIndex(text);
  const lines = [
    `${document}: ${counted(decisions.length, 'decision')}, ${counted(lost.length, 'place')} not found, ${counted(disputed.length, 'disagreement')}`,
    ...lost.map(({ start, text: words }) => {
      const { line } = index.positionAt(start);
      return `  not found: “${words}”, which was near line ${line + 1}`;
    }),
    ...disputed.map((each) => `  ${describeDisagreement(each)}`),
  ];
  await terminal.write(`${lines.join('\n')}\n`);
}

import type { Decision } from '../curation/decision';
import { findAgain } from '../curation/findAgain';
import { loadSidecar, sidecarPath } from '../curation/sidecarFile';
import { markdown, text } from '../formats/text';
import { sentence } from '../platform/failure';
import type { Corpus, Inputs } from './documents';

/** What persons decided on a text, where its sidecar lies beside it. Files of several documents are their own store. */
export async function decisionsBeside(
  { name, documents, format }: Corpus,
  inputs: Inputs,
): Promise<readonly Decision[]> {
  const [document] = documents;
  if (!document || (format !== text && format !== markdown)) return [];
  try {
    const path = sidecarPath(name);
    const { sidecar, problems } = await loadSidecar(path);
    inputs.tell(path, problems);
    return findAgain(sidecar.decisions, document.text);
  } catch (error) {
    inputs.fail(sentence(error));
    return [];
  }
}

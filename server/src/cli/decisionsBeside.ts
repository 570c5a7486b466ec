import { type DecidedOn, decidedOn, nothingDecided } from '../corrections/decidedOn';
import { findAgain } from '../curation/findAgain';
import { loadSidecar, sidecarPath } from '../curation/sidecarFile';
import { sentence } from '../platform/failure';
import { readText } from '../platform/textFile';
import type { Corpus, Inputs } from './documents';

export const annotationsUsage = `--annotations A  predicted; curated, what persons say: decisions beside a text (paper.txt.curation) and annotations that an input brings, texts without
                   either left out; or both, persons' word laid over the predictions (default: predicted)`;

/** What persons decided on a file, where its sidecar lies beside it. */
export async function decisionsBeside({ name, documents }: Corpus, inputs: Inputs): Promise<DecidedOn> {
  try {
    const path = sidecarPath(name);
    const { sidecar, problems } = await loadSidecar(path);
    inputs.tell(path, problems);
    if (sidecar.decisions.length === 0) return nothingDecided;
    const text = await readText(name);
    return decidedOn(findAgain(sidecar.decisions, text), { name, text, documents });
  } catch (error) {
    inputs.fail(sentence(error));
    return nothingDecided;
  }
}

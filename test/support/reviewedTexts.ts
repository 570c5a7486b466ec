import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AnnotatedDocument } from '../../server/src/annotation/model';
import { type Finished, withFinished } from '../../server/src/curation/finished';
import { emptySidecar, writeSidecar } from '../../server/src/curation/sidecar';
import { sidecarPath } from '../../server/src/curation/sidecarFile';
import { decisionsOf } from '../../server/src/experiments/corrections/simulatedPerson';
import { readFile } from '../../server/src/formats/registry';
import { Pipeline } from '../../server/src/pipeline/pipeline';
import { tinyCorpus } from './tinyCorpus';

/**
 * Writes texts of the tiny corpus into a new folder, and beside the first of them what a person decided on what a model finds there, by a guideline of their
 * own: patients are marked, too.
 * @param finished who has finished those
 * @returns the texts' paths
 */
export async function reviewedTexts(
  folder: string,
  model: string,
  {
    texts,
    reviewed,
    finished,
  }: { texts: number; reviewed: number; finished?: Pick<Finished, 'by' | 'when'> },
): Promise<string[]> {
  mkdirSync(folder, { recursive: true });
  const pipeline = await Pipeline.load(model, { device: 'cpu', threads: 1 });
  const { documents } = readFile({ name: 'corpus.txt', text: tinyCorpus(texts, 50) });
  const paths: string[] = [];
  for (const [index, document] of documents.entries()) {
    const path = join(folder, `${index}.txt`);
    paths.push(path);
    writeFileSync(path, document.text);
    if (index >= reviewed) continue;
    const { mentions } = await pipeline.annotate(document);
    const decisions = decisionsOf(withPatients(document), mentions);
    const sidecar = { ...emptySidecar, decisions };
    writeFileSync(
      sidecarPath(path),
      writeSidecar(finished ? withFinished(sidecar, document.text, finished) : sidecar),
    );
  }
  await pipeline.dispose();
  return paths;
}

function withPatients(document: AnnotatedDocument): AnnotatedDocument {
  const start = document.text.indexOf('patients');
  const patients = {
    spans: [{ start, end: start + 'patients'.length }],
    type: 'Patient',
    concepts: [],
    origin: 'gold',
  } as const;
  return { ...document, mentions: [...document.mentions, patients] };
}

import { join } from 'node:path';
import type { AnnotatedDocument } from '../annotation/model';
import type { Figures } from '../evaluation/figures';
import { type Scores, scoreCorpus } from '../evaluation/score';
import { Pipeline } from '../pipeline/pipeline';
import { userDataFolder } from '../platform/userDataFolder';
import { turnUnless } from './turns';

export interface DevScores {
  /** Everything from raw text. */
  readonly raw: Scores;
  /** Relations between gold entities; nothing of a model that finds none. */
  readonly givenEntities: Scores;
  /** What the best epoch is chosen by: strict F1 of all entities. */
  readonly quality: number;
}

/** Scores a model folder as any user would run it. @throws the signal's reason, once it is aborted */
export async function scoreOnDev(
  folder: string,
  documents: readonly AnnotatedDocument[],
  signal?: AbortSignal,
): Promise<DevScores> {
  // The tables of all names are the same after each epoch, and in each run.
  const tables = join(userDataFolder(), 'tables');
  const pipeline = await Pipeline.load(folder, { device: 'cpu', tables });
  // Scores take documents of one id together; ids of several files may be mere counters, the same in each.
  const dev = documents.map((document, index) => ({ ...document, id: String(index) }));
  const knowsRelations = pipeline.model.relationTypes.length > 0;
  try {
    const raw: AnnotatedDocument[] = [];
    const linked: AnnotatedDocument[] = [];
    await pipeline.prepare(turnUnless(signal));
    for (const document of dev) {
      raw.push({ ...document, ...(await pipeline.annotate(document, { signal })) });
      if (knowsRelations)
        linked.push({ ...document, ...(await pipeline.annotate(document, { given: 'entities', signal })) });
    }
    const rawScores = scoreCorpus(dev, raw);
    return {
      raw: rawScores,
      givenEntities: knowsRelations ? scoreCorpus(dev, linked) : {},
      quality: (rawScores.mention_all as Figures).f1,
    };
  } finally {
    await pipeline.dispose();
  }
}

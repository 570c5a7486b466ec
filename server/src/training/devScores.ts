import type { AnnotatedDocument } from '../annotation/model';
import type { Figures } from '../evaluation/figures';
import { type Scores, scoreCorpus } from '../evaluation/score';
import { Pipeline } from '../pipeline/pipeline';
import type { RelationType } from '../tasks/modelConfig';
import { conceptPairs } from './relationEnds';
import { bestThreshold, type Judged } from './threshold';

export interface DevScores {
  /** Everything from raw text. */
  readonly raw: Scores;
  /** Relations between gold entities. */
  readonly givenEntities: Scores;
  /** What the best epoch is chosen by: strict F1 of all entities, and F1 of the relations where there are any, averaged. */
  readonly quality: number;
}

/**
 * Scores a model folder as any user would run it, and chooses the threshold of each relation type for the best F1 on these documents.
 * @param relationTypes the model's, with the thresholds that stay where the documents hold no relation to choose by
 */
export async function scoreOnDev(
  folder: string,
  relationTypes: readonly RelationType[],
  documents: readonly AnnotatedDocument[],
  signal?: AbortSignal,
): Promise<{ scores: DevScores; thresholds: ReadonlyMap<string, number> }> {
  const pipeline = await Pipeline.load(folder, { device: 'cpu', threshold: 0 });
  // Scores take documents of one id together; ids of several files may be mere counters, the same in each.
  const dev = documents.map((document, index) => ({ ...document, id: String(index) }));
  try {
    const raw: AnnotatedDocument[] = [];
    const linked: AnnotatedDocument[] = [];
    for (const document of dev) {
      raw.push({ ...document, ...(await pipeline.annotate(document, { signal })) });
      linked.push({ ...document, ...(await pipeline.annotate(document, { given: 'entities', signal })) });
    }
    const types = relationTypes.map(({ name }) => name);
    const thresholds = new Map(relationTypes.map((type) => [type.name, chooseThreshold(type, dev, linked)]));
    const rawScores = scoreCorpus(dev, raw.map(claimed(thresholds)));
    const givenEntities = scoreCorpus(dev, linked.map(claimed(thresholds)));
    const parts = [rawScores.mention_all, ...types.map((type) => givenEntities[`relation_${type}`])]
      .filter((figures): figures is Figures => typeof figures === 'object')
      .map(({ f1 }) => f1);
    const quality = parts.reduce((sum, f1) => sum + f1, 0) / parts.length;
    return { scores: { raw: rawScores, givenEntities, quality }, thresholds };
  } finally {
    await pipeline.dispose();
  }
}

/** The documents with those relations only that reach their type's threshold. */
const claimed =
  (thresholds: ReadonlyMap<string, number>) =>
  (document: AnnotatedDocument): AnnotatedDocument => ({
    ...document,
    relations: document.relations.filter(({ type, score }) => score! >= thresholds.get(type)!),
  });

function chooseThreshold(
  { name, threshold }: RelationType,
  gold: readonly AnnotatedDocument[],
  predicted: readonly AnnotatedDocument[],
): number {
  if (!gold.some(({ relations }) => relations.some(({ type }) => type === name))) return threshold;
  const judged: Judged[] = [];
  let missed = 0;
  gold.forEach(({ relations }, i) => {
    const right = new Set(
      relations
        .filter(({ type }) => type === name)
        .flatMap(conceptPairs)
        .map((ends) => ends.join('\t')),
    );
    for (const { subject, object, score } of predicted[i].relations.filter(({ type }) => type === name)) {
      judged.push({ score: score!, right: right.delete(`${subject}\t${object}`) });
    }
    missed += right.size;
  });
  return bestThreshold(judged, missed).threshold;
}

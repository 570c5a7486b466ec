import { join } from 'node:path';
import type { AnnotatedDocument } from '../annotation/model';
import type { Figures } from '../evaluation/figures';
import { type Scores, scoreCorpus } from '../evaluation/score';
import { Pipeline } from '../pipeline/pipeline';
import { userDataFolder } from '../platform/userDataFolder';
import { readCorpus } from './corpus';
import { entityTypesOf } from './labelSets';
import { dataFile } from './lexicalResources';
import type { TrainingConfig } from './trainingConfig';
import { turnUnless } from './turns';

/** What a model that went on learning has won and lost against its base. */
export interface Comparison {
  /** The base's scores on the dev documents; none without such. */
  readonly before?: Scores;
  /**
   * How far both mark the same in the dev documents, for each type that the base marks and these are not annotated with: the new model's mentions
   * against the base's, as if those were gold.
   */
  readonly agreement: Readonly<Record<string, Figures>>;
  /** On corpora that the config names for it. */
  readonly corpora: readonly { readonly file: string; readonly before: Scores; readonly after: Scores }[];
}

/**
 * Compares a model with the one that it was made from, both as any user would run them.
 * @param models folders
 * @param dev not learned from; may be empty
 * @throws the signal's reason, once it is aborted
 */
export async function comparedWithBase(
  models: { readonly base: string; readonly tuned: string },
  dev: readonly AnnotatedDocument[],
  { remember }: Pick<TrainingConfig, 'remember'>,
  signal?: AbortSignal,
): Promise<Comparison> {
  const [base, tuned] = [await load(models.base, signal), await load(models.tuned, signal)];
  try {
    // Scores take documents of one id together; ids of several files may be mere counters, the same in each.
    const numbered = dev.map((document, index) => ({ ...document, id: String(index) }));
    const [old, now] = [await marked(base, numbered, signal), await marked(tuned, numbered, signal)];
    const annotated = entityTypesOf(dev);
    const types = base.model.entityTypes.filter((type) => !annotated.includes(type));
    const same = scoreCorpus(old, now, { types });
    const corpora: Comparison['corpora'][number][] = [];
    for (const file of remember?.measuredOn ?? []) {
      const gold = await readCorpus(dataFile('remember.measuredOn', file), () => {}, turnUnless(signal));
      corpora.push({
        file,
        before: scoreCorpus(gold, await marked(base, gold, signal)),
        after: scoreCorpus(gold, await marked(tuned, gold, signal)),
      });
    }
    return {
      ...(dev.length > 0 && { before: scoreCorpus(numbered, old) }),
      agreement:
        dev.length > 0
          ? Object.fromEntries(types.map((type) => [type, same[`mention_${type}`] as Figures]))
          : {},
      corpora,
    };
  } finally {
    await base.dispose();
    await tuned.dispose();
  }
}

async function load(folder: string, signal: AbortSignal | undefined): Promise<Pipeline> {
  const pipeline = await Pipeline.load(folder, { device: 'cpu', tables: join(userDataFolder(), 'tables') });
  await pipeline.prepare(turnUnless(signal));
  return pipeline;
}

async function marked(
  pipeline: Pipeline,
  documents: readonly AnnotatedDocument[],
  signal: AbortSignal | undefined,
): Promise<AnnotatedDocument[]> {
  const found: AnnotatedDocument[] = [];
  for (const document of documents)
    found.push({ ...document, ...(await pipeline.annotate(document, { signal })) });
  return found;
}

/** Lines for a person. */
export function* comparisonLines({ agreement, corpora }: Comparison): Generator<string> {
  for (const [type, { f1 }] of Object.entries(agreement))
    yield `${type}: the dev documents are not annotated with it; the model marks it as its base does, with an F1 of ${percent(f1)}.`;
  for (const { file, before, after } of corpora)
    for (const [name, figures] of Object.entries(after))
      if (/^(mention_|relation_(?!seen|unseen))/.test(name) && typeof figures !== 'number')
        yield `${name} on ${file}: ${percent((before[name] as Figures).f1)} before, ${percent(figures.f1)} now.`;
}

const percent = (share: number): string => (100 * share).toFixed(2);

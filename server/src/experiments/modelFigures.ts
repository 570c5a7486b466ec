import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Given } from '../annotation/given';
import type { AnnotatedDocument } from '../annotation/model';
import { mentionErrors } from '../evaluation/mentionErrors';
import { relationErrors } from '../evaluation/relationErrors';
import { type Scores, scoreCorpus } from '../evaluation/score';
import { modelFiles, readModelFolder } from '../pipeline/modelFolder';
import { Pipeline } from '../pipeline/pipeline';
import { openEmbeddedIndex } from '../terminology/embeddedIndex';
import { readCorpus } from '../training/corpus';
import { typedBy } from '../training/otherGuidelines';
import { trainingConfig } from '../training/trainingConfig';
import type { ModelFigures, OtherTextFigures, SizeFigures } from './figuresFile';
import { otherTexts } from './otherText/otherTexts';
import { type OtherCorpus, recipeOf } from './plan';
import { bytesOf, withTrainedWeights } from './storedSizes';

export interface Measured {
  /** A run folder or a model folder. */
  readonly model: string;
  /** What the model learned from: names that it annotates are seen. */
  readonly train: readonly AnnotatedDocument[];
  readonly dev: readonly AnnotatedDocument[];
  readonly otherCorpora: readonly OtherCorpus[];
  readonly tell: (line: string) => void;
  readonly signal: AbortSignal;
}

/** The parts of `ModelFigures`, each measured by itself, by name. */
export const modelParts = {
  scores: measureScores,
  errors: measureErrors,
  otherTexts: measureOtherTexts,
  sizes: measureSizes,
} satisfies { [Part in keyof ModelFigures]?: (measured: Measured) => Promise<ModelFigures[Part]> };

/** What tells one model from another, and how large all its files are. */
export async function describeModel(
  given: string,
): Promise<Pick<ModelFigures, 'model' | 'name' | 'bytes' | 'recipe'>> {
  const { folder, config } = await readModelFolder(given, openEmbeddedIndex());
  const files = (await readdir(folder)).sort();
  const hash = createHash('sha256');
  // The card tells how long its training took and changes no figure.
  for (const file of files.filter((each) => each !== modelFiles.card))
    hash.update(file).update(await readFile(join(folder, file)));
  return {
    model: hash.digest('hex'),
    name: `${config.name} ${config.version}`,
    bytes: await bytesOf(folder, files),
    recipe: await recipeOfRun(given),
  };
}

export type ModelPart = keyof typeof modelParts;

async function recipeOfRun(run: string): Promise<string | undefined> {
  const file = join(run, 'training.json');
  if (!existsSync(file)) return undefined;
  const config = trainingConfig.safeParse(JSON.parse(await readFile(file, 'utf8')));
  return config.success ? recipeOf(config.data) : undefined;
}

async function measureScores({
  model,
  train,
  dev,
  otherCorpora,
  tell,
  signal,
}: Measured): Promise<ModelFigures['scores']> {
  const others: Record<string, Scores> = {};
  const { config } = await readModelFolder(model, openEmbeddedIndex());
  for (const { name, file, guideline, types } of otherCorpora) {
    if (!config.guidelines.some((known) => known.name === guideline)) {
      tell(`${name} is left out: the model marks nothing by the guideline ${guideline}.`);
      continue;
    }
    tell(`${name}, by the guideline ${guideline} …`);
    const gold = (await readCorpus(file, () => {})).map((document) => renamed(document, types));
    others[name] = await withModel({ model, signal }, (annotate) => scoresOf(annotate, gold), [guideline]);
  }
  return withModel({ model, signal }, async (annotate) => ({
    raw: await scoresOf(annotate, dev, { seen: train }),
    givenSpans: await scoresOf(annotate, dev, { given: 'spans', seen: train }),
    givenEntities: await scoresOf(annotate, dev, { given: 'entities', seen: train }),
    others,
  }));
}

const renamed = (document: AnnotatedDocument, types: OtherCorpus['types']): AnnotatedDocument => ({
  ...document,
  mentions: typedBy(document.mentions, types),
});

async function measureErrors({ train, dev, ...asked }: Measured): Promise<ModelFigures['errors']> {
  const gold = numbered(dev);
  const predicted = await withModel(asked, (annotate) => annotate(gold));
  const types = [...new Set(gold.flatMap(({ relations }) => relations.map(({ type }) => type)))].sort();
  return {
    mentions: mentionErrors(gold, predicted, train),
    relations: Object.fromEntries(types.map((type) => [type, relationErrors(gold, predicted, type)])),
  };
}

async function measureOtherTexts({ dev, tell, ...asked }: Measured): Promise<ModelFigures['otherTexts']> {
  const plain = new Set(dev.map(({ text }) => text));
  return withModel(asked, async (annotate) => {
    const measured = async (form: string, documents: readonly AnnotatedDocument[]) => {
      tell(`${form} …`);
      const changed = documents.filter(({ text }) => !plain.has(text)).length;
      return { documents: documents.length, changed, scores: await scoresOf(annotate, documents) };
    };
    const figures: Record<string, OtherTextFigures> = { plain: await measured('plain', dev) };
    for (const [form, { from }] of Object.entries(otherTexts))
      figures[form] = await measured(form, from(dev));
    return figures;
  });
}

async function measureSizes({ model, dev, signal }: Measured): Promise<ModelFigures['sizes']> {
  const measured = (folder: string): Promise<SizeFigures> =>
    withModel({ model: folder, signal }, async (annotate) => ({
      bytes: await bytesOf(folder, [modelFiles.entities]),
      raw: await scoresOf(annotate, dev),
    }));
  return withTrainedWeights(model, async (trained, stored) => ({
    trained: await measured(trained),
    stored: await measured(stored),
  }));
}

/** Documents as a model annotates them, told of their annotations what is given. */
type Annotate = (documents: readonly AnnotatedDocument[], given?: Given) => Promise<AnnotatedDocument[]>;

/** @throws the signal's reason, once it is aborted */
async function withModel<T>(
  { model, signal }: Pick<Measured, 'model' | 'signal'>,
  use: (annotate: Annotate) => Promise<T>,
  guidelines: readonly string[] = [],
): Promise<T> {
  const pipeline = await Pipeline.load(model, { device: 'cpu', guidelines });
  try {
    return await use(async (documents, given) => {
      const found: AnnotatedDocument[] = [];
      for (const document of documents)
        found.push({ ...document, ...(await pipeline.annotate(document, { given, signal })) });
      return found;
    });
  } finally {
    await pipeline.dispose();
  }
}

async function scoresOf(
  annotate: Annotate,
  documents: readonly AnnotatedDocument[],
  { given, seen }: { readonly given?: Given; readonly seen?: readonly AnnotatedDocument[] } = {},
): Promise<Scores> {
  const gold = numbered(documents);
  return scoreCorpus(gold, await annotate(gold, given), { seen });
}

/** Ids may be mere counters, the same for several documents, and scores go by them. */
const numbered = (documents: readonly AnnotatedDocument[]): AnnotatedDocument[] =>
  documents.map((document, index) => ({ ...document, id: String(index) }));

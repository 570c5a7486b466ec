import { join } from 'node:path';
import type { AnnotatedDocument } from '../annotation/model';
import { splitDocuments, usualShare } from '../corpus/split';
import { modelFiles } from '../pipeline/modelFolder';
import { writeAtomically } from '../platform/atomicFile';
import { Failure } from '../platform/failure';
import { isRecipeName } from '../runs/recipeNames';
import type { Stage } from '../runs/runEvent';
import { runFiles } from '../runs/runFiles';
import { inSlices, type Turn } from '../terminology/candidates/slices';
import { comparedWithBase, comparisonLines } from './comparedWithBase';
import { readCorpora, readCorpus } from './corpus';
import { type DevScores, scoreOnDev } from './devScores';
import { shareOf } from './draw';
import { withFallBack } from './execution/fallBack';
import { readHeldOut } from './heldOut';
import { checkRelationTypes, extended, relationTypesOf, unlearnedRelations } from './labelSets';
import { modelCard } from './modelCard';
import type { TrainingOrder } from './order';
import { prepareLearner } from './prepareLearner';
import { withPretraining } from './pretraining';
import { leavingOutOverlap } from './rawText';
import { readConfig } from './readConfig';
import { recipeFor } from './recipes';
import { addRelations } from './relations/addRelations';
import { keptRelations } from './relations/keptRelations';
import { runTraining } from './run';
import { RunFolder, TrainingStopped } from './runFolder';
import { checkSameData, recordOf } from './runRecord';
import type { TrainingConfig } from './trainingConfig';
import type { TrainingEvent } from './trainingEvent';
import { turnUnless } from './turns';

export interface Listener {
  readonly report: (event: TrainingEvent) => void;
  /** A line for the person: problems of a corpus, what is being done. */
  readonly tell: (line: string) => void;
  readonly signal?: AbortSignal;
}

/**
 * Reads the corpora, prepares the model and trains it into the run folder, which nobody else may use meanwhile.
 * @returns the scores of `model-best`; none where the config wants the last epoch and there is no dev file
 * @throws Failure with a sentence; TrainingStopped where the run folder's control file asks for it; the signal's reason once it is aborted
 */
export async function train(order: TrainingOrder, listener: Listener): Promise<DevScores | undefined> {
  const folder = await RunFolder.take(order);
  const { signal = folder.signal } = listener;
  const training = trainIn(folder, order, {
    report(event) {
      folder.write(event);
      listener.report(event);
    },
    tell(text) {
      folder.write({ type: 'note', text });
      listener.tell(text);
    },
    signal: AbortSignal.any([signal, folder.signal]),
  });
  const scores = await training.catch(async (error) => {
    // What went wrong first is what the person has to know.
    await folder.end(signal.aborted ? new TrainingStopped() : error).catch(() => {});
    throw error;
  });
  await folder.end();
  return scores;
}

async function trainIn(
  folder: RunFolder,
  order: TrainingOrder,
  { report, tell, signal }: Required<Listener>,
): Promise<DevScores | undefined> {
  const at = (stage: Stage) => report({ type: 'stage', stage });
  at('reading');
  const config = await configOf(order);
  const turn = turnUnless(signal);
  const measuredOn = await readHeldOut(config, tell, turn);
  const { documents: texts, dev } = await readTrainAndDev(order, config, measuredOn, { tell, turn });
  const documents = shareOf(texts, config);
  tell(`${documents.length} documents to learn from, ${dev.length} to choose by.`);
  const record = await recordOf(order, config, signal);
  if (folder.resumed) await checkSameData(folder.path, record);
  await folder.begin(order, config, record);
  const heldOut = [...dev, ...measuredOn];
  const { out, beginnings = join(folder.path, runFiles.words) } = order;
  const corpora = { documents, texts, heldOut };
  const prepared = await prepareLearner({ ...order, beginnings }, config, corpora, { at, tell, signal });
  const known = prepared.parts.config.relationTypes;
  const relationTypes = extended(known, relationTypesOf(documents), ({ name }) => name);
  checkRelationTypes(relationTypes);
  const unlearned = unlearnedRelations(documents, relationTypes);
  if (unlearned.length > 0)
    tell(
      `A relation type joins one pair of entity types; these relations are not learned: ${unlearned.join(', ')}.`,
    );
  folder.isPrepared = true;
  const run = { config, out, beginnings: order.beginnings, signal, tell, report };
  const where = { device: order.device ?? 'auto', resume: folder.resumed, tell };
  const learner = await withFallBack(where, (on) => withPretraining(prepared, { ...run, ...on }));
  at('entities');
  let scores = await withFallBack(where, (on) =>
    runTraining({ ...run, ...on, learner, train: documents, dev }),
  );
  const best = join(out, runFiles.best);
  at('relations');
  const parts = await keptRelations(folder, learner.parts, () =>
    addRelations(best, learner.parts, documents, config, { heldOut, tell, signal }),
  );
  at('scoring');
  // What a person is told is what they get: the model with its relations.
  if (scores && parts !== learner.parts) scores = await scoreOnDev(best, dev, signal);
  const { base } = learner;
  const comparison =
    base === undefined ? undefined : await comparedWithBase({ base, tuned: best }, dev, config, signal);
  if (comparison) for (const line of comparisonLines(comparison)) tell(line);
  const minutes = Math.ceil(folder.seconds / 60);
  const facts = {
    order,
    config,
    parts,
    scores,
    comparison,
    documents: documents.length,
    devDocuments: dev.length,
    minutes,
  };
  await writeAtomically(join(best, modelFiles.card), [Buffer.from(await modelCard(facts))]);
  if (scores)
    await folder.save(runFiles.evaluation, {
      learnedFrom: documents.length,
      documents: dev.length,
      ...scores,
      comparison,
    });
  return scores;
}

async function configOf({
  config,
  base,
  seed,
  share,
  out,
  resume,
  remember,
}: TrainingOrder): Promise<TrainingConfig> {
  // A resumed run is the same run: it goes by what it was started with.
  const file = resume ? join(out, runFiles.config) : config;
  const chosen =
    file === undefined || isRecipeName(file) ? await recipeFor(base, file) : await readConfig(file);
  const told = { ...chosen, ...(seed !== undefined && { seed }), ...(share !== undefined && { share }) };
  if (remember === undefined || resume || !told.remember) return told;
  return { ...told, remember: { ...told.remember, texts: [...told.remember.texts, ...remember] } };
}

async function readTrainAndDev(
  { train, dev }: TrainingOrder,
  { seed, epoch }: TrainingConfig,
  measuredOn: readonly AnnotatedDocument[],
  { tell, turn }: { readonly tell: Listener['tell']; readonly turn: Turn },
) {
  const documents = await learnable(await readCorpora(train, tell, turn), measuredOn, { tell, turn });
  if (dev) {
    const heldOut = await readCorpus(dev, tell, turn);
    const both = documents.length - without(documents, heldOut).length;
    if (both > 0)
      tell(
        `${both} documents to learn from are in ${dev} as well: the scores on it will be better than elsewhere.`,
      );
    return { documents, dev: heldOut };
  }
  if (epoch === 'last') return { documents, dev: [] };
  const split = await inSlices(splitDocuments(documents, usualShare, seed), turn);
  if (split.heldOut.length === 0)
    throw new Failure(
      `${train[0]} has too few documents to hold some out for choosing the best epoch. Give a dev file.`,
    );
  tell('No dev file is given: a tenth of the documents is held out to choose the best epoch by.');
  return { documents: split.kept, dev: split.heldOut };
}

/**
 * The documents that share no sentence with those that figures are measured on. Ids may be mere counters and say nothing.
 * @throws Failure with a sentence where none is left
 */
async function learnable(
  documents: readonly AnnotatedDocument[],
  measuredOn: readonly AnnotatedDocument[],
  { tell, turn }: { readonly tell: Listener['tell']; readonly turn: Turn },
): Promise<AnnotatedDocument[]> {
  const texts = documents.map((document) => ({ text: document.text, document }));
  const left = await inSlices(leavingOutOverlap(texts, measuredOn), turn);
  const kept = left.map(({ document }) => document);
  const shared = documents.length - kept.length;
  if (shared > 0)
    tell(`${shared} documents share a sentence with those that "heldOut" names, and are left out.`);
  if (kept.length === 0)
    throw new Failure(
      'No document is left to learn from: the config\'s "heldOut" names texts that hold a sentence of each.',
    );
  return kept;
}

/** The documents whose text is not one of the others': a corpus may hold a document twice, and ids may be mere counters. */
function without(documents: readonly AnnotatedDocument[], others: readonly AnnotatedDocument[]) {
  const texts = new Set(others.map(({ text }) => text));
  return documents.filter(({ text }) => !texts.has(text));
}

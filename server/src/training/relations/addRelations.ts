import { join } from 'node:path';
import type { AnnotatedDocument } from '../../annotation/model';
import { modelFiles, placesIn } from '../../pipeline/modelFolder';
import { Pipeline } from '../../pipeline/pipeline';
import { changeFolder } from '../../platform/atomicFolder';
import { checkModelFile } from '../../runtime/modelCheck';
import { Session } from '../../runtime/session';
import { Encoder } from '../../tasks/encoder/encoder';
import { openEmbeddedIndex } from '../../terminology/embeddedIndex';
import { readCorpus } from '../corpus';
import { relationTypesOf } from '../labelSets';
import { dataFile } from '../lexicalResources';
import { withoutOverlap } from '../rawText';
import type { TrainingConfig } from '../trainingConfig';
import { turnUnless } from '../turns';
import { type ModelParts, withRelations, writeRelations } from '../writeModel';
import { learnRelations } from './learnRelations';

/**
 * Learns relations over the encoder of a model folder, from gold documents, and writes them into it.
 * @param parts of the model in the folder; what it knows of relations is gone on from
 * @returns the parts that are in the folder then; the given ones where the documents hold no relation, or none is to be learned
 * @throws the signal's reason, once it is aborted; the folder is as it was then
 */
export async function addRelations(
  folder: string,
  parts: ModelParts,
  documents: readonly AnnotatedDocument[],
  { relation, seed }: Pick<TrainingConfig, 'relation' | 'seed'>,
  {
    heldOut,
    tell,
    signal,
  }: {
    /** Documents that figures are measured on. */
    readonly heldOut: readonly AnnotatedDocument[];
    readonly tell: (line: string) => void;
    readonly signal?: AbortSignal;
  },
): Promise<ModelParts> {
  if (relation.epochs === 0 || relationTypesOf(documents).length === 0) return parts;
  const unrelated = await markedTexts(folder, relation.unrelated, heldOut, signal);
  if (unrelated.length > 0) tell(`${unrelated.length} texts without relations are learned beside them.`);
  const { network, sequenceWords } = parts.config;
  const graph = await checkModelFile(join(folder, modelFiles.entities));
  // One thread: states that differ in their last bits would make other relations.
  const session = await Session.create(graph, { threads: 1 });
  try {
    const learned = await learnRelations(documents, {
      network,
      encoder: new Encoder(session, parts.architecture.input, sequenceWords),
      placesOf: placesIn(openEmbeddedIndex()),
      base: parts.relations,
      learning: relation,
      unrelated,
      seed,
      tell,
      signal,
    });
    if (!learned || learned === parts.relations) return parts;
    const known = withRelations(parts, learned);
    await changeFolder(folder, (coming) => writeRelations(coming, known));
    return known;
  } finally {
    await session.release();
  }
}

/** The documents of corpora with the mentions that a model finds in them, and no relation. What shares an id or a sentence with a held-out one is left out. */
async function markedTexts(
  folder: string,
  files: readonly string[],
  heldOut: readonly AnnotatedDocument[],
  signal: AbortSignal | undefined,
): Promise<AnnotatedDocument[]> {
  if (files.length === 0) return [];
  const pipeline = await Pipeline.load(folder, { device: 'cpu', threads: 1 });
  try {
    await pipeline.prepare(turnUnless(signal));
    const marked: AnnotatedDocument[] = [];
    for (const file of files) {
      // What is wrong with an annotation of another corpus is of no use to the person.
      const documents = await readCorpus(dataFile('relation.unrelated', file), () => {}, turnUnless(signal));
      for (const document of withoutOverlap(documents, heldOut)) {
        const { mentions } = await pipeline.annotate(document, { signal });
        marked.push({ ...document, mentions, relations: [] });
      }
    }
    return marked;
  } finally {
    await pipeline.dispose();
  }
}

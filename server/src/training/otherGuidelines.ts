import type { AnnotatedDocument, EntityMention } from '../annotation/model';
import { Failure } from '../platform/failure';
import { type Guideline, guidelineOf } from '../tasks/ner/guideline';
import { inSlices, type Turn } from '../terminology/candidates/slices';
import { readCorpus } from './corpus';
import { drawn } from './draw';
import { entityTypesOf } from './labelSets';
import { dataFile } from './lexicalResources';
import { leavingOutOverlap } from './rawText';
import type { JointCorpus, TrainingConfig } from './trainingConfig';

/** A corpus that is learned beside the own documents, by an entity head of its own. */
export interface OtherGuideline {
  readonly guideline: Guideline;
  readonly documents: readonly AnnotatedDocument[];
  /** How often they are read over the epochs of a stage. */
  readonly passes: number;
  /** The model keeps the head: entities can be marked by it. */
  readonly kept: boolean;
}

/**
 * Reads the corpora of a config's section `joint`. Their concepts and relations are left aside.
 * @param heldOut documents that figures are measured on: what shares an id or a sentence with one of them is left out
 * @param tell is told how much of each corpus is learned, and how much is left out
 * @param turn before each slice of work
 * @throws Failure with a sentence where a file cannot be used, or nothing in it can be learned
 */
export async function readOtherGuidelines(
  { joint, seed }: Pick<TrainingConfig, 'joint' | 'seed'>,
  heldOut: readonly AnnotatedDocument[],
  tell: (line: string) => void,
  turn: Turn,
): Promise<OtherGuideline[]> {
  const others: OtherGuideline[] = [];
  for (const corpus of joint?.corpora ?? []) {
    const all = await readJoint(corpus, seed, turn);
    const documents = await inSlices(leavingOutOverlap(all, heldOut), turn);
    const { name, passes, kept } = corpus;
    const entityTypes = entityTypesOf(documents);
    if (entityTypes.length === 0)
      throw new Failure(
        `Nothing can be learned of the corpus "${name}" in the config's section "joint": none of its documents has a mention of a type that "types" lists.`,
      );
    const left = all.length - documents.length;
    tell(
      `${name}: ${documents.length} documents to learn beside them${left > 0 ? `; ${left} are left out, as they share an id or a sentence with documents that are scored` : ''}.`,
    );
    others.push({ guideline: guidelineOf({ name, entityTypes }), documents, passes, kept });
  }
  return others;
}

/** Mentions under other names of their types; those of types that are not listed are left out. Without a list they stay as they are. */
export const typedBy = (
  mentions: readonly EntityMention[],
  types: Readonly<Record<string, string>> | undefined,
): EntityMention[] =>
  types === undefined
    ? [...mentions]
    : // A type may be called like what every object has ("constructor").
      mentions
        .filter(({ type }) => Object.hasOwn(types, type))
        .map((mention) => ({ ...mention, type: types[mention.type] }));

async function readJoint({ name, files, types, documents: most }: JointCorpus, seed: number, turn: Turn) {
  const documents: AnnotatedDocument[] = [];
  // What is wrong with a mention of another corpus is of no use to the person: it is left out.
  for (const file of files)
    for (const { id, text, passages, mentions } of await readCorpus(
      dataFile('joint.corpora', file),
      () => {},
      turn,
    ))
      documents.push({
        id,
        text,
        passages,
        mentions: typedBy(mentions, types).map((mention) => ({ ...mention, concepts: [] })),
        relations: [],
      });
  return most === undefined ? documents : drawn(documents, most, seed, `documents of ${name}`);
}

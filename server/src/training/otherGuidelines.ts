import type { AnnotatedDocument } from '../annotation/model';
import { type Guideline, guidelineOf } from '../tasks/ner/guideline';
import { readCorpus } from './corpus';
import { drawn } from './draw';
import { entityTypesOf } from './labelSets';
import { dataFile } from './lexicalResources';
import { withoutOverlap } from './rawText';
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
 * @throws Failure with a sentence where a file cannot be used
 */
export async function readOtherGuidelines(
  { joint, seed }: Pick<TrainingConfig, 'joint' | 'seed'>,
  heldOut: readonly AnnotatedDocument[],
): Promise<OtherGuideline[]> {
  const others: OtherGuideline[] = [];
  for (const corpus of joint?.corpora ?? []) {
    const documents = withoutOverlap(await readJoint(corpus, seed), heldOut);
    const { name, passes, kept } = corpus;
    const guideline = guidelineOf({ name, entityTypes: entityTypesOf(documents) });
    others.push({ guideline, documents, passes, kept });
  }
  return others;
}

async function readJoint({ name, files, types, documents: most }: JointCorpus, seed: number) {
  const documents: AnnotatedDocument[] = [];
  // What is wrong with a mention of another corpus is of no use to the person: it is left out.
  for (const file of files)
    for (const { id, text, passages, mentions } of await readCorpus(
      dataFile('joint.corpora', file),
      () => {},
    ))
      documents.push({
        id,
        text,
        passages,
        mentions: mentions.flatMap((mention) => {
          const type = types ? types[mention.type] : mention.type;
          return type === undefined ? [] : [{ ...mention, type, concepts: [] }];
        }),
        relations: [],
      });
  return most === undefined ? documents : drawn(documents, most, seed, `documents of ${name}`);
}

import type { AnnotatedDocument } from '../annotation/model';
import { openCheckpoint } from '../checkpoints/checkpoint';
import { NameLexicon } from '../tasks/normalization/nameLexicon';
import { namedConcepts } from './examples';
import { entityTypesOf } from './labelSets';
import { besideOthers, described, type Learner, modelParts } from './learner';
import type { OtherGuideline } from './otherGuidelines';
import type { TrainingConfig } from './trainingConfig';

/** Where the config does not describe one: as that of the embedded model. */
const usualRelationHead = { width: 64, members: 3 };

/**
 * A model whose encoder is that of a Hugging Face folder. Its heads, which read the states of words, begin with nothing; their types are those of
 * the documents.
 * @throws Error with a sentence where the folder cannot be used
 */
export async function learnerFromCheckpoint(
  config: TrainingConfig,
  folder: string,
  documents: readonly AnnotatedDocument[],
  others: readonly OtherGuideline[],
): Promise<Learner> {
  const { config: input, input: block, fill } = await openCheckpoint(folder);
  const { width, positions } = input;
  const relation = config.scratch?.network.relation ?? usualRelationHead;
  const network = { input, encoder: { width, dilations: [], attentionBlocks: 0, heads: 1 }, relation };
  const kept = others.filter(({ kept }) => kept).map(({ guideline }) => described(guideline));
  const guidelines = [{ name: config.guideline, entityTypes: entityTypesOf(documents) }, ...kept];
  const parts = modelParts(config, { network, sequenceWords: Math.min(positions, 4096), guidelines }, block, {
    lexicon: NameLexicon.learn(namedConcepts(documents)),
  });
  return {
    parts,
    architecture: besideOthers(parts.architecture, others),
    own: 0,
    others,
    begin: async (session) => {
      await session.change(fill);
    },
  };
}

import { besideMentions } from '../annotation/besideMentions';
import { kindOfType } from '../annotation/entityKind';
import type { EntityMention } from '../annotation/model';

/**
 * A model's mentions with the dictionary's of types that the model does not know, genes say, where they overlap none.
 * @param modelTypes what the model marks, by name or by kind: one that marks GeneOrGeneProduct knows of genes
 * @returns in order of reading
 */
export function besideModel(
  mentions: readonly EntityMention[],
  modelTypes: readonly string[],
  dictionary: readonly EntityMention[],
): readonly EntityMention[] {
  return besideMentions(
    mentions,
    dictionary.filter(({ type }) => !knows(modelTypes, type)),
  );
}

function knows(modelTypes: readonly string[], type: string): boolean {
  const kind = kindOfType(type);
  return modelTypes.some((each) => each === type || (kind !== 'entity' && kindOfType(each) === kind));
}

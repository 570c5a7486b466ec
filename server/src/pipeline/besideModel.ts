import { kindOfType } from '../annotation/entityKind';
import { type EntityMention, extent } from '../annotation/model';
import { bySpan, overlaps } from '../text/span';

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
  const added = dictionary.filter(
    (other) =>
      !knows(modelTypes, other.type) && !mentions.some((mention) => overlaps(extent(mention), extent(other))),
  );
  if (added.length === 0) return mentions;
  return [...mentions, ...added].sort((a, b) => bySpan(extent(a), extent(b)));
}

function knows(modelTypes: readonly string[], type: string): boolean {
  const kind = kindOfType(type);
  return modelTypes.some((each) => each === type || (kind !== 'entity' && kindOfType(each) === kind));
}

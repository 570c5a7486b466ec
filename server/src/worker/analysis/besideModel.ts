import { kindOfType } from '../../annotation/entityKind';
import { type EntityMention, extent } from '../../annotation/model';
import { bySpan, overlaps } from '../../text/span';
import type { Analyser } from './analyser';

/** A model that leaves alone what only the dictionary knows, genes say, with the dictionary's mentions of it beside its own. */
export const besideModel = (model: Analyser, dictionary: Analyser): Analyser => ({
  ...model,
  async annotateUnit(document, unit, given, options) {
    const found = await model.annotateUnit(document, unit, given, options);
    if (given !== undefined && given !== 'none') return found;
    const { mentions } = await dictionary.annotateUnit(document, unit);
    const others = mentions.filter(({ type }) => !knows(model, type));
    return { ...found, mentions: between(found.mentions, others) };
  },
});

/** By name or by kind: one that marks GeneOrGeneProduct knows of genes. */
function knows({ model }: Analyser, type: string): boolean {
  const kind = kindOfType(type);
  return (model?.entityTypes ?? []).some(
    (each) => each === type || (kind !== 'entity' && kindOfType(each) === kind),
  );
}

/** Mentions with those of `others` that overlap none of them, in order of reading. */
function between(
  mentions: readonly EntityMention[],
  others: readonly EntityMention[],
): readonly EntityMention[] {
  const free = others.filter(
    (other) => !mentions.some((mention) => overlaps(extent(mention), extent(other))),
  );
  if (free.length === 0) return mentions;
  return [...mentions, ...free].sort((a, b) => bySpan(extent(a), extent(b)));
}

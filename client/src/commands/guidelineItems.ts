import type { ModelSummary } from '../../../server/src/protocol/status';

type Guideline = ModelSummary['guidelines'][number];

/**
 * A model's guidelines as a person is asked about them: those in use first, in the order in which they count, since what is higher in the list
 * counts; then the others.
 * @param wanted names as in the settings; those that the model does not have say nothing, and where none is left it goes by its first one
 */
export function guidelineItems(
  guidelines: readonly Guideline[],
  wanted: readonly string[],
): (Guideline & { readonly inUse: boolean })[] {
  const named = wanted.flatMap((name) => guidelines.find((guideline) => guideline.name === name) ?? []);
  const inUse = new Set(named.length > 0 ? named : guidelines.slice(0, 1));
  const others = guidelines.filter((guideline) => !inUse.has(guideline));
  return [...inUse, ...others].map((guideline) => ({ ...guideline, inUse: inUse.has(guideline) }));
}

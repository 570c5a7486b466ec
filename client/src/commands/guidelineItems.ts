import type { ModelSummary } from '../../../server/src/protocol/status';

type Guideline = ModelSummary['guidelines'][number];

/**
 * A model's guidelines as a person is asked about them: those in use first, in the order in which they count, since what is higher in the list
 * counts; then the others.
 * @param inUse names
 */
export function guidelineItems({
  guidelines,
  inUse,
}: Pick<ModelSummary, 'guidelines' | 'inUse'>): (Guideline & { readonly inUse: boolean })[] {
  const used = inUse.flatMap((name) => guidelines.find((guideline) => guideline.name === name) ?? []);
  const others = guidelines.filter((guideline) => !used.includes(guideline));
  return [
    ...used.map((guideline) => ({ ...guideline, inUse: true })),
    ...others.map((guideline) => ({ ...guideline, inUse: false })),
  ];
}

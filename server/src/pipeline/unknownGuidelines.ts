import type { ModelDescription } from './pipeline';

/**
 * What a person asked for that a model does not have: it is left aside, which they had better know.
 * @param wanted names of guidelines
 * @returns a sentence without its full stop; undefined where the model has them all
 */
export function unknownGuidelines(
  { folder, guidelines }: Pick<ModelDescription, 'folder' | 'guidelines'>,
  wanted: readonly string[],
): string | undefined {
  const known = guidelines.map(({ name }) => name);
  const unknown = wanted.filter((name) => !known.includes(name)).map((name) => `"${name}"`);
  return unknown.length === 0
    ? undefined
    : `the model in ${folder} has no guideline ${unknown.join(' and no ')}; it has ${known.join(', ')}`;
}

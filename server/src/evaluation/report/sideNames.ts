/** What was scored: predictions by their file, a model by its name and where it lies. */
export interface NamedSide {
  readonly name: string;
  readonly folder?: string;
}

/** The names of two sides as a report tells them: a fine-tuned model often has its base's name, so equal ones are told with where their folders differ. */
export function toldApart(one: NamedSide, other: NamedSide): [one: string, other: string] {
  const [left, right] = [one, other].map(({ folder = '' }) => partsOf(folder));
  if (one.name !== other.name || left.join('/') === right.join('/')) return [one.name, other.name];
  let parts = 1;
  while (lastOf(left, parts) === lastOf(right, parts)) parts++;
  const told = ({ name, folder }: NamedSide, path: string[]) =>
    folder === undefined ? name : `${name} (${lastOf(path, parts)})`;
  return [told(one, left), told(other, right)];
}

const lastOf = (path: readonly string[], parts: number): string => path.slice(-parts).join(' › ');

/** A run's name is that of its folder, and not of the one in it that its best model lies in. */
function partsOf(folder: string): string[] {
  const parts = folder.split(/[\\/]/).filter(Boolean);
  return parts.at(-1) === 'model-best' ? parts.slice(0, -1) : parts;
}

import type { Attributes } from '../annotation/model';

/** Before an attribute whose name the format itself has a meaning for. */
const MARK = 'attribute:';

/** For formats that keep no name for themselves. */
export const noNames: ReadonlySet<string> = new Set();

/** Attributes as entries beside a format's own. @param own the names that the format keeps for itself */
export function entriesOf(
  attributes: Attributes | undefined,
  own: ReadonlySet<string>,
): Record<string, string> {
  const entries = Object.entries(attributes ?? {});
  return Object.fromEntries(
    entries.map(([name, value]) => [own.has(name) || name.startsWith(MARK) ? MARK + name : name, value]),
  );
}

/** What of a format's entries are attributes, as a property to spread; nothing where there are none. Only texts, numbers and truths are. */
export function attributesIn(
  entries: Readonly<Record<string, unknown>>,
  own: ReadonlySet<string>,
): { attributes?: Attributes } {
  const attributes = Object.entries(entries).flatMap(([name, value]) => {
    if (own.has(name) || !isPlain(value)) return [];
    return [[name.startsWith(MARK) ? name.slice(MARK.length) : name, String(value)]];
  });
  return attributes.length > 0 ? { attributes: Object.fromEntries(attributes) } : {};
}

const isPlain = (value: unknown): boolean =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';

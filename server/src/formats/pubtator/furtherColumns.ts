import type { Attributes } from '../../annotation/model';

/** A mention's seventh column: in BC5CDR the names of a composite mention's parts, joined by `|`. */
export const MENTION_COLUMN = 'parts';
/** A relation's fifth column: in BioRED whether the claim is new. BioRED's BioC files call it so, too. */
export const RELATION_COLUMN = 'novel';

/** How attributes of columns that have no name are called: `column8`. */
const numbered = /^column([1-9]\d?)$/;

/**
 * Columns after those known, as attributes to spread; nothing where there are none.
 * @param first the name of the first of them
 * @param after how many columns stand before it
 */
export function attributesOf(
  columns: readonly string[],
  first: string,
  after: number,
): { attributes?: Attributes } {
  if (columns.length === 0) return {};
  const names = columns.map((_, index) => (index === 0 ? first : `column${after + index + 1}`));
  return { attributes: Object.fromEntries(columns.map((column, index) => [names[index], column])) };
}

/** The columns that attributes stand for, each with a tab before it; attributes of other names have no column. */
export function furtherColumns(attributes: Attributes | undefined, first: string, after: number): string {
  if (attributes === undefined) return '';
  const columns: string[] = [];
  for (const [name, value] of Object.entries(attributes)) {
    const number = name === first ? after + 1 : Number(numbered.exec(name)?.[1]);
    if (number > after) columns[number - after - 1] = value.replace(/[\r\n\t]/g, ' ');
  }
  return Array.from(columns, (column = '') => `\t${column}`).join('');
}

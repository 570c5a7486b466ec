type Cell = string | number | undefined;

/**
 * Spreadsheets run what begins so, and cells are whatever a document says: an apostrophe keeps it text. Numbers stay numbers.
 * @see https://owasp.org/www-community/attacks/CSV_Injection
 */
const harmless = (text: string): string =>
  /^[=+\-@\t\r]/.test(text) && !/^[+-]?\d+(?:\.\d+)?$/.test(text) ? `'${text}` : text;

const textOf = (value: Cell): string =>
  typeof value === 'string' ? harmless(value) : value === undefined ? '' : String(value);

/** A field as RFC 4180 quotes it. */
function field(value: Cell): string {
  const text = textOf(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A line of a CSV table, with its end. @see RFC 4180 */
export const csvLine = (fields: readonly Cell[]): string => `${fields.map(field).join(',')}\r\n`;

/** A line of a table with tabs between its columns, with its end. The format quotes nothing: tabs and line breaks inside a cell become spaces. */
export const tsvLine = (fields: readonly Cell[]): string =>
  `${fields.map((value) => textOf(value).replace(/[\t\r\n]/g, ' ')).join('\t')}\n`;

/** A field as RFC 4180 quotes it. */
const field = (value: string | number | undefined): string => {
  const text = value === undefined ? '' : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

/** A line of a CSV table, with its end. @see RFC 4180 */
export const csvLine = (fields: readonly (string | number | undefined)[]): string =>
  `${fields.map(field).join(',')}\r\n`;

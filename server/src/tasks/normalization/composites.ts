const separator = /\s*(?:,\s+(?:(?:and|or)\s+)?|\/|&|\s(?:and\/or|and|or|as well as)\s)\s*/;
/** More parts than this are no list of names but a sentence. */
const mostParts = 6;

/**
 * The ways in which a wording may name several concepts, the plainest first: its parts as they stand ("nausea and vomiting"); with the last words of
 * the last part shared ("ovarian and breast cancer" → "ovarian cancer", "breast cancer"); with the first words of the first part shared ("injury of
 * liver and kidney"). Parts are told apart by and, or, a slash or a comma.
 * @returns nothing where the wording has one part
 */
export function* compositeReadings(wording: string): Generator<readonly string[]> {
  const parts = wording.split(separator).map((part) => part.replace(/^(?:both|either)\s+|-$/gi, '').trim());
  if (parts.length < 2 || parts.length > mostParts || parts.includes('')) return;
  yield parts;
  const first = parts[0].split(/\s+/);
  const last = parts[parts.length - 1].split(/\s+/);
  for (let shared = 1; shared < last.length; shared++) {
    const head = last.slice(-shared).join(' ');
    yield parts.map((part, i) => (i === parts.length - 1 ? part : `${part} ${head}`));
  }
  for (let shared = 1; shared < first.length; shared++) {
    const beginning = first.slice(0, shared).join(' ');
    yield parts.map((part, i) => (i === 0 ? part : `${beginning} ${part}`));
  }
}

// A document's id is its files' name. Ids come from anywhere, so what could leave the folder, or what a file system
// refuses, is written as %XX of its UTF-8 bytes.
const safe = /^[\p{L}\p{N} ._()+=,@-]$/u;

/** A plain file name, without extension, for a document's id. */
export function fileNameOf(id: string): string {
  const name = [...id].map((character) => (safe.test(character) ? character : percent(character))).join('');
  if (name === '') return '%00';
  return name.replace(/^\./, '%2E').replace(/[. ]$/, (last) => percent(last));
}

/** The id that `fileNameOf` made the name from. */
export function idOf(name: string): string {
  try {
    return name === '%00' ? '' : decodeURIComponent(name);
  } catch {
    return name;
  }
}

const percent = (character: string): string =>
  [...new TextEncoder().encode(character)]
    .map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`)
    .join('');

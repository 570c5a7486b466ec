import { createHash } from 'node:crypto';

// A document's id is its files' name. Ids come from anywhere, so what could leave the folder, or what a file system
// refuses, is written as %XX of its UTF-8 bytes.
const safe = /^[\p{L}\p{N} ._()+=,@-]$/u;
/** Windows keeps these names for devices, whatever extension follows. */
const device = /^(?:con|prn|aux|nul|com\d|lpt\d)(?=\.|$)/i;
/** File systems take names of 255 bytes; an extension and a number must fit as well. */
const LONGEST = 200;

/** A plain file name, without extension, for a document's id. */
export function fileNameOf(id: string): string {
  const name = [...id].map((character) => (safe.test(character) ? character : percent(character))).join('');
  if (name === '') return '%00';
  const usable = name
    .replace(/^\./, '%2E')
    .replace(/[. ]$/, (last) => percent(last))
    .replace(device, (whole) => percent(whole[0]!) + whole.slice(1));
  return new TextEncoder().encode(usable).length <= LONGEST ? usable : shortened(usable, id);
}

/** What fits of a name, and a hash of the whole id, so that ids with the same beginning keep apart. */
function shortened(name: string, id: string): string {
  let short = '';
  let bytes = 0;
  for (const character of name) {
    bytes += new TextEncoder().encode(character).length;
    if (bytes > LONGEST - 20) break;
    short += character;
  }
  return `${short.replace(/%.?$/, '')}-${createHash('sha256').update(id).digest('hex').slice(0, 16)}`;
}

/** The id that `fileNameOf` made the name from, unless it was too long for a name. */
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

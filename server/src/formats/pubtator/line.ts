/** One line of a PubTator file, told apart by its shape alone. Offsets are code points of `title + one character + abstract`. */
export type PubTatorLine =
  | { readonly kind: 'text'; readonly id: string; readonly section: 't' | 'a'; readonly text: string }
  | {
      readonly kind: 'mention';
      readonly id: string;
      readonly start: number;
      readonly end: number;
      readonly text: string;
      readonly type: string;
      /** The column of ids as it stands; absent where the line has none. */
      readonly identifier?: string;
      /** Columns after that: the parts of a composite mention, then whatever a corpus adds. */
      readonly further: readonly string[];
    }
  | {
      readonly kind: 'relation';
      readonly id: string;
      readonly type: string;
      readonly subject: string;
      readonly object: string;
      /** Columns after that: BioRED's novelty, then whatever a corpus adds. */
      readonly further: readonly string[];
    }
  | { readonly kind: 'blank' }
  | { readonly kind: 'unknown'; readonly id: string; readonly why: string };

const textLine = /^([^|\t]*)\|([ta])\|/;
const integer = /^\d{1,15}$/;

/** Reads a line without its line break. */
export function parseLine(line: string): PubTatorLine {
  const text = textLine.exec(line);
  if (text) {
    return {
      kind: 'text',
      id: text[1]!.trim(),
      section: text[2] as 't' | 'a',
      text: line.slice(text[0].length),
    };
  }
  if (line.trim() === '') return { kind: 'blank' };
  const [id = '', first = '', second = '', third, fourth, fifth, ...others] = line.split('\t');
  if (integer.test(first) && integer.test(second)) {
    if (third === undefined || fourth === undefined || fourth.trim() === '') {
      return {
        kind: 'unknown',
        id: id.trim(),
        why: 'a mention needs an id, a start, an end, its text and a type, parted by tabs',
      };
    }
    return {
      kind: 'mention',
      id: id.trim(),
      start: Number(first),
      end: Number(second),
      text: third,
      type: fourth.trim(),
      identifier: fifth,
      further: others,
    };
  }
  if (third !== undefined && first.trim() !== '' && !/^-?\d/.test(first)) {
    return {
      kind: 'relation',
      id: id.trim(),
      type: first.trim(),
      subject: second.trim(),
      object: third.trim(),
      further: [fourth, fifth, ...others].filter((column) => column !== undefined),
    };
  }
  const why =
    'expected "id|t|title", "id|a|abstract", a mention (id, start, end, text, type, concept) or a relation (id, type, concept, concept), parted by tabs';
  return { kind: 'unknown', id: id.trim(), why };
}

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
      readonly concepts: readonly string[];
    }
  | {
      readonly kind: 'relation';
      readonly id: string;
      readonly type: string;
      readonly subject: string;
      readonly object: string;
    }
  | { readonly kind: 'blank' }
  | { readonly kind: 'unknown'; readonly id: string; readonly why: string };

const textLine = /^([^|\t]*)\|([ta])\|/;
const integer = /^\d{1,15}$/;

/** Reads a line without its line break. Columns beyond those known (parts of a composite mention, novelty) are left to the source. */
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
  const [id = '', first = '', second = '', third, fourth, fifth] = line.split('\t');
  if (integer.test(first) && integer.test(second)) {
    if (third === undefined || fourth === undefined || fourth.trim() === '') {
      return {
        kind: 'unknown',
        id: id.trim(),
        why: 'a mention needs an id, a start, an end, its text and a type, parted by tabs',
      };
    }
    const concepts = fifth === undefined ? [] : parseConcepts(fifth);
    return {
      kind: 'mention',
      id: id.trim(),
      start: Number(first),
      end: Number(second),
      text: third,
      type: fourth.trim(),
      concepts,
    };
  }
  if (third !== undefined && first.trim() !== '' && !/^-?\d/.test(first)) {
    return {
      kind: 'relation',
      id: id.trim(),
      type: first.trim(),
      subject: second.trim(),
      object: third.trim(),
    };
  }
  const why =
    'expected "id|t|title", "id|a|abstract", a mention (id, start, end, text, type, concept) or a relation (id, type, concept, concept), parted by tabs';
  return { kind: 'unknown', id: id.trim(), why };
}

/** Ids that may hold the marks which part others: undivideds (`c|SUB|G|35|A`), and names in place of ids (see `unlinked`). */
const undivided = /^(?:tmVar:|text:|[a-z]\|[A-Za-z]*\|)/;

/** Ids of a mention's concept column, as written; several for a composite mention. `-1` and its like mean "no id". */
export function parseConcepts(column: string): string[] {
  const parts = undivided.test(column.trim()) ? [column] : column.split(/[|;+,]/);
  return parts
    .map((part) => part.trim())
    .filter((part) => part !== '' && part !== '-1' && part !== '-' && part !== 'None');
}

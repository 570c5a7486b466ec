import { newWordsFile, type UserWord, type WordAction } from '../../annotation/userWord';
import type { Span } from '../../text/span';
import { nameKey } from '../names/nameKey';
import { readWords } from './readWords';
import { clashOf, typesMeet } from './settleWords';
import type { Line, WordRow } from './wordRow';
import { conceptSeparator, noConcept } from './wordsFile';

/** What may be said of a name without more ado; a concept of one's own has an id that its rows share. */
export type SettableWord = UserWord &
  ({ readonly action: 'add' | 'pin'; readonly type: string } | { readonly action: 'ban' });

/** `newText` in place of a stretch, in UTF-16 units of the text as it is. */
export interface TextChange extends Span {
  readonly newText: string;
}

/**
 * The changes that make a words file say this word, and nothing that contradicts it: a row that speaks of the name is changed, others that
 * contradict it go, and a name that is new gets a row at the end. Everything else stays byte for byte.
 * @param text of the file; undefined where there is none yet
 * @returns changes that do not overlap, in order of the text; none where the file says so already
 */
export function setWord(text: string | undefined, word: SettableWord): TextChange[] {
  if (text === undefined || text === '')
    return [{ start: 0, end: 0, newText: `${newWordsFile}${rowOf(word)}\n` }];
  const ofName = rowsOf(text, { name: word.name });
  const same = ofName.filter((row) => typesMeet(row.word.type, word.type));
  const target = same.find((row) => row.word.action !== 'ban') ?? same[0];
  if (!target) return [appended(text, rowOf(word))];
  const before: UserWord = isSecondDefinition(text, target) ? { ...target.word, action: 'add' } : target.word;
  const wide = combined(before, word);
  // A row for all types keeps them, unless that now contradicts a row of another type.
  const isTooWide =
    wide.type === undefined && ofName.some((row) => !same.includes(row) && clashOf(row.word, wide));
  const said = isTooWide ? { ...wide, ...typed(word.type) } : wide;
  const changes = same
    .filter((row) => row !== target && clashOf(row.word, said) !== undefined)
    .map((row) => removedLine(text, row));
  const row = rowOf(said, target.cells.note.text);
  if (row !== rowOf(target.word, target.cells.note.text))
    changes.push({ start: target.start, end: target.end, newText: row });
  return changes.sort((a, b) => a.start - b.start);
}

/** The changes that make a words file say nothing of a name of this type any more. */
export const unsetWord = (text: string, word: Pick<UserWord, 'name' | 'type'>): TextChange[] =>
  rowsOf(text, word).map((row) => removedLine(text, row));

/** The rows of a file that speak of a name where it has this type; of all types where it has none. */
export const rowsOf = (text: string, { name, type }: Pick<UserWord, 'name' | 'type'>): WordRow[] => {
  const key = nameKey(name);
  return readWords(text).rows.filter(({ word }) => nameKey(word.name) === key && typesMeet(word.type, type));
};

/** True for a row that gives another concept an id that is given already: it defines nothing. */
const isSecondDefinition = (text: string, { number, word: { action, concepts } }: WordRow): boolean =>
  action === 'define' &&
  readWords(text).rows.some(
    (row) => row.number < number && row.word.action === 'define' && row.word.concepts![0] === concepts![0],
  );

/** What a row says once a new word has changed it. */
function combined(before: UserWord, now: SettableWord): UserWord {
  if (now.action === 'ban') return { action: 'ban', name: before.name, ...typed(now.type) };
  const concepts = now.concepts ?? before.concepts;
  const differs = concepts?.join() !== before.concepts?.join();
  // A name that was added stays marked, whatever it means now; a concept of one's own that gives its name away is none any more.
  const action: Record<WordAction, WordAction> = {
    ban: now.action,
    pin: now.action,
    add: 'add',
    define: differs ? 'add' : 'define',
  };
  const type =
    before.action === 'ban' ? now.type : (before.type ?? (now.action === 'pin' ? undefined : now.type));
  return { action: action[before.action], name: before.name, ...typed(type), ...(concepts && { concepts }) };
}

const typed = (type: string | undefined) => (type === undefined ? {} : { type });

/** A row as a file has it. White space within a name would end the cell or the row. */
export const rowOf = ({ action, name, type = '', concepts }: UserWord, note = ''): string =>
  [
    action,
    name.replace(/\s+/g, ' ').trim(),
    type,
    concepts?.length === 0 ? noConcept : (concepts ?? []).join(conceptSeparator),
    note,
  ]
    .join('\t')
    .trimEnd();

/** A line taken out together with its end. */
export function removedLine(text: string, { start, end }: Pick<Line, 'start' | 'end'>): TextChange {
  const after = /^(?:\r\n|\n|\r)/.exec(text.slice(end, end + 2))?.[0].length ?? 0;
  return { start, end: end + after, newText: '' };
}

/** A line at the end, with the line ends that the file has. */
export function appended(text: string, line: string): TextChange {
  const lineEnd = /\r\n|\n|\r/.exec(text)?.[0] ?? '\n';
  const before = /(?:^|[\r\n])$/.test(text) ? '' : lineEnd;
  return { start: text.length, end: text.length, newText: `${before}${line}${lineEnd}` };
}

/** The text after changes that do not overlap. */
export const changed = (text: string, changes: readonly TextChange[]): string =>
  [...changes]
    .sort((a, b) => b.start - a.start)
    .reduce((rest, { start, end, newText }) => rest.slice(0, start) + newText + rest.slice(end), text);

import { qualifiedConceptId } from '../../annotation/conceptId';
import type { ConceptId } from '../../annotation/model';
import { type WordColumn, wordColumns } from '../../annotation/userWord';
import type { Span } from '../../text/span';
import { nameKey } from '../names/nameKey';
import { newConceptId } from './newConceptId';
import type { Cell, Line, WordRow, WordsProblem, WordsProblemCode } from './wordRow';
import { actions, anyType, conceptSeparator, isAction, longestFile, noConcept } from './wordsFile';

export interface ReadWords {
  /** The rows that say something, in the order of the file. */
  readonly rows: readonly WordRow[];
  readonly problems: readonly WordsProblem[];
}

/**
 * Reads a words file. Never throws for what it holds: a line that cannot be understood is a problem, and the others count. What rows say of
 * each other is looked at by `settleWords`, what terminologies say of them by `unknownWords`.
 */
export function readWords(text: string): ReadWords {
  if (text.length > longestFile) return refusedFile('too-long', text.length);
  const zero = text.indexOf('\0');
  if (zero >= 0)
    return refusedFile('no-text', `this is no text: character ${zero + 1} is zero; no row is used`);
  const rows: WordRow[] = [];
  const problems: WordsProblem[] = [];
  for (const line of linesOf(text)) {
    const found = readLine(line);
    if (found && 'word' in found) rows.push(found);
    else if (found) problems.push(found);
  }
  return { rows, problems };
}

/** What is read of a file that cannot be used at all. @param why a clause, or how long a file is that is too long */
export function refusedFile(code: 'too-long' | 'no-text', why: string | number): ReadWords {
  const message = typeof why === 'string' ? why : tooLong(why);
  return {
    rows: [],
    problems: [{ code, severity: 'error', line: 1, column: 1, start: 0, end: 0, message }],
  };
}

const tooLong = (length: number): string =>
  `a words file has at most ${longestFile.toLocaleString('en')} characters, and this one has ${length.toLocaleString('en')}, so no row is used; import so many names as a terminology`;

/** Lines as LSP counts them, without comments and blank ones. */
function* linesOf(text: string): Generator<Line> {
  const lineEnd = /\r\n|\n|\r/g;
  let start = text.startsWith('\uFEFF') ? 1 : 0;
  for (let number = 1; start <= text.length; number++) {
    const match = lineEnd.exec(text);
    const end = match ? match.index : text.length;
    const line = text.slice(start, end);
    if (line.trim() !== '' && !line.startsWith('#'))
      yield { number, start, end, cells: cellsOf(line, { start, end }) };
    if (!match) return;
    start = lineEnd.lastIndex;
  }
}

function cellsOf(line: string, { start, end }: Span): Record<WordColumn, Cell> {
  const cells: Cell[] = [];
  let from = 0;
  const fields = line.split('\t');
  const last = wordColumns.length - 1;
  // A note may hold tabs.
  if (fields.length > wordColumns.length) fields.splice(last, fields.length, fields.slice(last).join('\t'));
  for (const field of fields) {
    const text = field.trim();
    const at = start + from + (text === '' ? 0 : field.indexOf(text));
    cells.push({ text, start: at, end: at + text.length });
    from += field.length + 1;
  }
  const missing: Cell = { text: '', start: end, end };
  const cell = (column: number): Cell => cells[column] ?? missing;
  return { action: cell(0), name: cell(1), type: cell(2), concept: cell(3), note: cell(4) };
}

/** @returns undefined for the line that names the wordColumns */
function readLine(line: Line): WordRow | WordsProblem | undefined {
  const { cells } = line;
  const action = cells.action.text.toLowerCase();
  const wrong = (code: WordsProblemCode, column: WordColumn | undefined, message: string): WordsProblem =>
    problemAt('error', code, line, column, `${message}; the row is not used`);
  if (action === wordColumns[0]) return headerProblem(line);
  if (/^(<{7}|={7}|>{7}|\|{7})/.test(cells.action.text))
    return problemAt(
      'error',
      'merge-conflict',
      line,
      undefined,
      'git has left both sides of a merge here; delete this line, and rows that should not stay',
    );
  if (!isAction(action)) {
    // One missing cell stands for all columns that a line has not.
    const hasTabs = cells.name !== cells.note;
    if (!hasTabs && /\s/.test(cells.action.text))
      return wrong('no-tabs', undefined, 'there is no tab in this line, and tabs part the columns');
    const known = Object.keys(actions).join(', ');
    return wrong('unknown-action', 'action', `"${cells.action.text}" is none of the actions ${known}`);
  }
  const { name, type, concept } = cells;
  if (nameKey(name.text) === '')
    return wrong(
      'no-name',
      'name',
      name.text === '' ? 'the name is missing' : `"${name.text}" has no letter or digit to be found by`,
    );
  if ((action === 'add' || action === 'define') && (type.text === '' || type.text === anyType))
    return wrong(
      'no-type',
      'type',
      type.text === ''
        ? `the type of "${name.text}" is missing: Disease, Chemical, …`
        : `"${name.text}" is to be marked as one type, Disease, Chemical, …, and "${anyType}" is all of them`,
    );
  const concepts = conceptsOf(concept.text);
  if (concepts === 'mixed')
    return wrong('wrong-concept', 'concept', `"${noConcept}" cannot stand beside a concept`);
  if (action === 'pin' && !concepts)
    return wrong(
      'no-concept',
      'concept',
      `what "${name.text}" means is missing: a concept id, several with | between them, or "${noConcept}"`,
    );
  if (action === 'define' && concepts?.length !== 1)
    return wrong(
      concepts ? 'wrong-concept' : 'no-concept',
      'concept',
      `the concept "${name.text}" needs one id of your choice, such as "${newConceptId(name.text)}"`,
    );
  if (action === 'ban' && concepts)
    return wrong(
      'wrong-concept',
      'concept',
      'a name is banned whatever it means, so that a concept says nothing',
    );
  return {
    ...line,
    word: {
      action,
      name: name.text,
      ...(type.text !== '' && type.text !== anyType && { type: type.text }),
      ...(concepts && { concepts }),
    },
  };
}

/** @returns undefined where nothing is said */
function conceptsOf(text: string): ConceptId[] | undefined | 'mixed' {
  const ids = text
    .split(conceptSeparator)
    .map((id) => id.trim())
    .filter((id) => id !== '');
  if (ids.length === 0) return undefined;
  const known = ids.filter((id) => id.toLowerCase() !== noConcept);
  if (known.length === 0) return [];
  return known.length < ids.length ? 'mixed' : [...new Set(known.map(qualifiedConceptId))];
}

function headerProblem(line: Line): WordsProblem | undefined {
  if (wordColumns.every((column) => [column, ''].includes(line.cells[column].text.toLowerCase())))
    return undefined;
  const expected = wordColumns.join(', ');
  return problemAt(
    'warning',
    'header',
    line,
    undefined,
    `the columns are ${expected}, in this order; rows are read so`,
  );
}

/** @param column the cell that is meant; the whole line where absent */
export function problemAt(
  severity: WordsProblem['severity'],
  code: WordsProblemCode,
  line: Line,
  column: WordColumn | undefined,
  message: string,
): WordsProblem {
  const { start, end } = column === undefined ? line : line.cells[column];
  return {
    severity,
    code,
    row: line,
    line: line.number,
    column: start - line.start + 1,
    start,
    end,
    message,
  };
}

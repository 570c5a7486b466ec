import { nameKey } from '../names/nameKey';
import { problemAt } from './readWords';
import type { WordRow, WordsProblem } from './wordRow';
import { noConcept } from './wordsFile';

/** The rows of one words file. */
export interface WordsOfFile {
  /** What messages of other files call it. */
  readonly file: string;
  readonly rows: readonly WordRow[];
}

export interface SettledWords {
  /** The rows that count, in the order of the files. */
  readonly rows: readonly WordRow[];
  /** For each file. */
  readonly problems: readonly (readonly WordsProblem[])[];
}

interface Placed {
  readonly row: WordRow;
  readonly file: number;
}

/**
 * Decides which rows count where some contradict each other: the first one does, and each later one is a problem that names it. So what is
 * in use never depends on a row that has an error. Names are the same when `nameKey` says so.
 */
export function settleWords(files: readonly WordsOfFile[]): SettledWords {
  const rows: WordRow[] = [];
  const problems: WordsProblem[][] = files.map(() => []);
  const settled = new SettledNames();
  for (const [file, { rows: given }] of files.entries()) {
    for (const row of given) {
      const clash = settled.clashOf(row);
      if (!clash) {
        settled.add({ row, file });
        rows.push(row);
      } else problems[file]!.push(describe(row, clash, file, files));
    }
  }
  return { rows, problems };
}

interface Clash {
  readonly other: Placed;
  readonly kind: 'repetition' | 'name' | 'id';
}

class SettledNames {
  readonly #byName = new Map<string, { any: Placed[]; byType: Map<string, Placed[]> }>();
  readonly #byId = new Map<string, Placed>();

  clashOf(row: WordRow): Clash | undefined {
    for (const other of this.#ofSameName(row)) {
      const clash = clashOf(row.word, other.row.word);
      if (clash) return { other, kind: clash };
    }
    const defined = row.word.action === 'define' ? this.#byId.get(row.word.concepts![0]!) : undefined;
    return defined && { other: defined, kind: 'id' };
  }

  add(placed: Placed): void {
    const { action, name, type, concepts } = placed.row.word;
    const key = nameKey(name);
    const named = this.#byName.get(key) ?? { any: [], byType: new Map<string, Placed[]>() };
    this.#byName.set(key, named);
    if (type === undefined) named.any.push(placed);
    else {
      const ofType = named.byType.get(type);
      if (ofType) ofType.push(placed);
      else named.byType.set(type, [placed]);
    }
    if (action === 'define') this.#byId.set(concepts![0]!, placed);
  }

  *#ofSameName({ word: { name, type } }: WordRow): Generator<Placed> {
    const named = this.#byName.get(nameKey(name));
    if (!named) return;
    yield* named.any;
    if (type !== undefined) yield* named.byType.get(type) ?? [];
    else for (const ofType of named.byType.values()) yield* ofType;
  }
}

/** True where a mention may have both types; absent is any. */
export const typesMeet = (a: string | undefined, b: string | undefined): boolean =>
  a === undefined || b === undefined || a === b;

/** What two words of one name and of types that meet have against each other. */
export function clashOf(a: WordRow['word'], b: WordRow['word']): 'repetition' | 'name' | undefined {
  if ((a.action === 'ban') !== (b.action === 'ban')) return 'name';
  if (a.action === 'ban') return 'repetition';
  const ids = ({ concepts }: WordRow['word']) => concepts && [...concepts].sort().join('|');
  const differs = a.concepts && b.concepts && ids(a) !== ids(b);
  if (differs) return 'name';
  return a.action === b.action && a.type === b.type && ids(a) === ids(b) ? 'repetition' : undefined;
}

function describe(
  row: WordRow,
  { other: { row: other, file: otherFile }, kind }: Clash,
  file: number,
  files: readonly WordsOfFile[],
): WordsProblem {
  const elsewhere = otherFile === file ? undefined : files[otherFile]!.file;
  const place = `line ${other.number}${elsewhere === undefined ? '' : ` of ${elsewhere}`}`;
  const { name, concepts } = row.word;
  const message = {
    repetition: `${place} says the same of "${name}"; one of the two rows can go`,
    id: `${concepts?.[0]} is "${other.word.name}" by ${place}, which counts; give one of the two another id, or make this row an "add"`,
    name: `"${name}" ${claimOf(row)} here and ${claimOf(other)} in ${place}, which counts; remove one of the two rows`,
  }[kind];
  const severity = kind === 'repetition' ? 'warning' : 'error';
  const code = kind === 'repetition' ? 'repetition' : 'contradiction';
  const problem = problemAt(severity, code, row, undefined, message);
  return { ...problem, other: { row: other, ...(elsewhere !== undefined && { file: elsewhere }) } };
}

function claimOf({ word: { action, concepts } }: WordRow): string {
  if (action === 'ban') return 'is banned';
  if (!concepts) return 'is added';
  return `means ${concepts.length === 0 ? noConcept : concepts.join(' and ')}`;
}

/** What is wrong with an input and where, told to the person who gave it. */
export interface Problem {
  readonly severity: 'error' | 'warning';
  /** Which file of a folder, where several were read as one. */
  readonly file?: string;
  /** Counted from 1; columns in UTF-16 units. Absent where the whole input is meant. */
  readonly line?: number;
  readonly column?: number;
  /** Of a mention that is not where its offsets say: the start and end that would fit, counted as the file counts. */
  readonly fits?: readonly [start: number, end: number];
  /** Whole sentences: what was found, what was expected, what to do. */
  readonly message: string;
}

/** One line for a terminal or a log: `train.txt:14:9: the mention says "aspirin", but …` */
export function describeProblem(file: string, { line, column, message }: Problem): string {
  const place = [file, line, column].filter((part) => part !== undefined).join(':');
  return `${place}: ${message}`;
}

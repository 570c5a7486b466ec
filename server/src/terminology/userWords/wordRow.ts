import type { Problem } from '../../annotation/problem';
import type { UserWord, WordColumn } from '../../annotation/userWord';
import type { Span } from '../../text/span';

/** A field of a row without the blanks around it, and where it stands. A field that is missing is empty and stands at the end of its line. */
export interface Cell extends Span {
  readonly text: string;
}

/** A line of a words file that is neither a comment nor blank; spans count UTF-16 units of the file's text. */
export interface Line extends Span {
  /** Counted from 1. */
  readonly number: number;
  readonly cells: Readonly<Record<WordColumn, Cell>>;
}

/** A line that says something of a name. */
export interface WordRow extends Line {
  readonly word: UserWord;
}

export type WordsProblemCode =
  | 'elsewhere'
  | 'no-text'
  | 'too-long'
  | 'header'
  | 'no-tabs'
  | 'merge-conflict'
  | 'unknown-action'
  | 'no-name'
  | 'no-type'
  | 'no-concept'
  | 'wrong-concept'
  | 'contradiction'
  | 'repetition'
  | 'known-concept'
  | 'unknown-concept'
  | 'unknown-type';

/** What is wrong with a words file. A row with an error is not used; one with a warning is. */
export interface WordsProblem extends Problem, Span {
  readonly code: WordsProblemCode;
  /** What the problem is about; absent where it is the whole file. */
  readonly row?: Line;
  /** The row that this one repeats or contradicts, and its file where that is another one. */
  readonly other?: { readonly row: Line; readonly file?: string };
}

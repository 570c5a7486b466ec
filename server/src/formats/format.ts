import type { AnnotatedDocument } from '../annotation/model';
import type { Problem } from '../annotation/problem';

/** A file's name (or path below the folder it was found in) and what it holds. */
export interface SourceFile {
  readonly name: string;
  readonly text: string;
}

/** What a reader understood, and what was wrong. Readers never throw for what a person wrote. */
export interface ReadResult {
  readonly documents: readonly AnnotatedDocument[];
  readonly problems: readonly Problem[];
  /** How many mentions the input claims, and how many of them were dropped because they do not fit their text. */
  readonly mentionCount: number;
  readonly droppedMentions: number;
}

export interface WriteOptions {
  /** Whether a terminal that shows colours will print it; only what is meant for terminals asks. */
  readonly coloured?: boolean;
}

export interface Format {
  /** As on the command line: `pubtator`. */
  readonly id: string;
  readonly title: string;
  /** With their dot, the usual one first; none where the format is not kept in files. */
  readonly extensions: readonly string[];
  /** Whether a text is of this format, by its content. Absent where content cannot tell. */
  readonly detects?: (text: string) => boolean;
  readonly read?: (file: SourceFile) => ReadResult;
  readonly write?: (documents: readonly AnnotatedDocument[], options?: WriteOptions) => string;
  /** What stands between two documents, where they may be written one by one as well; absent where only together. */
  readonly between?: string;
  /** What was read, as a file again: unit by unit what it was, with all that the reader did not understand. */
  readonly rewrite?: (read: ReadResult) => string;
  /** For a format that is a folder of files that belong together. */
  readonly readFolder?: (files: readonly SourceFile[]) => ReadResult;
  readonly writeFolder?: (documents: readonly AnnotatedDocument[]) => SourceFile[];
}

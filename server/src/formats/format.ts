import type { AnnotatedDocument, EntityMention, Relation } from '../annotation/model';
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
  /** What of the input no document holds, so that it is gone where these are written again: a sentence; absent where it is nothing. */
  readonly unkept?: string;
  /** The line on which each of the documents begins, counted from 1; absent where the reader does not know. */
  readonly lines?: readonly number[];
}

/** Where something stands in its file, both counted from 1; columns in UTF-16 units. */
export interface FilePlace {
  /** In a folder of files that belong together: which of them. */
  readonly file?: string;
  readonly line: number;
  readonly column: number;
}

/** Where what was read stands; each answer is undefined where the format cannot tell. */
export interface Places {
  ofDocument(document: AnnotatedDocument): FilePlace | undefined;
  /** The line that says it, where it has one of its own; else where it stands in the text. */
  ofAnnotation(document: AnnotatedDocument, annotation: EntityMention | Relation): FilePlace | undefined;
  /** @param offset in UTF-16 units of the document's text */
  ofText(document: AnnotatedDocument, offset: number): FilePlace | undefined;
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
  /** Where the file says what was read from it; without it, only the lines of documents are known. */
  readonly places?: (read: ReadResult) => Places;
  /** For a format that is a folder of files that belong together. */
  readonly readFolder?: (files: readonly SourceFile[]) => ReadResult;
  /** @param taken where documents are written some at a time: how often each name was wanted by those before, kept up to date */
  readonly writeFolder?: (
    documents: readonly AnnotatedDocument[],
    taken?: Map<string, number>,
  ) => SourceFile[];
}

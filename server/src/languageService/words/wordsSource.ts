import type { WordRow } from '../../terminology/userWords/wordRow';

/** The words file of a workspace folder, which need not exist. */
export interface WordsFile {
  readonly uri: string;
  /** What messages call it. */
  readonly name: string;
  /** The editor's text where it is open there, else the file's; undefined where there is no file. */
  readonly text: string | undefined;
  /** Of the open document; null where the file is not open. */
  readonly version: number | null;
  /** Why nothing can be written into the file, a clause: it is no text, or too long. */
  readonly refusal?: string;
}

/** Where editor features get a person's words from. */
export interface WordsSource {
  /** The rows that count. */
  readonly rows: readonly WordRow[];
  /** Types that a name may have, those of the model first. */
  readonly types: readonly string[];
  /** The words file that goes with a document; undefined where no folder is open. */
  fileFor(document: string): WordsFile | undefined;
}

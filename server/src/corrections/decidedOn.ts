import type { AnnotatedDocument } from '../annotation/model';
import type { Decision } from '../curation/decision';
import { CorpusFile } from '../formats/layout/corpusFile';
import { corpusLanguageIn } from '../formats/layout/languages';
import { decisionsInFile } from './decisionsInFile';

/** What persons decided on the documents of a file. */
export interface DecidedOn {
  /** Their places count in the text of one of the documents that the file was read as. */
  of(document: AnnotatedDocument): readonly Decision[];
  /** A corpus file says itself what persons say, and that counts before what was decided beside it. */
  readonly isInFile: boolean;
}

/** Nobody has decided anything. */
export const nothingDecided: DecidedOn = { of: () => [], isInFile: false };

/**
 * Tells what was decided beside a file of each of its documents.
 * @param decisions placed in the file's text
 * @param file its name and text, with the documents that it was read as
 */
export function decidedOn(
  decisions: readonly Decision[],
  {
    name,
    text,
    documents,
  }: { readonly name: string; readonly text: string; readonly documents: readonly AnnotatedDocument[] },
): DecidedOn {
  const [first, ...others] = documents;
  if (first?.text === text && others.length === 0) return { of: () => decisions, isInFile: false };
  const language = decisions.length > 0 ? corpusLanguageIn(text) : undefined;
  if (!language) return { of: () => [], isInFile: true };
  const byDocument = decisionsInFile(new CorpusFile(language, text, { name }), documents, decisions);
  return { of: (document) => byDocument.get(document) ?? [], isInFile: true };
}

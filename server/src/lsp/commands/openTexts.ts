import type { Range } from 'vscode-languageserver-types';
import type { OpenText } from '../../protocol/analysis';
import type { Span } from '../../text/span';
import type { DocumentCuration } from '../curation/documentCuration';
import type { Workbench } from './command';
import { filePath } from './filePath';

type WithDocuments = Pick<Workbench, 'documents'>;

/** A file's path; an open document may have no file yet, and is called by its address. */
export const pathOf = (uri: string, { documents }: WithDocuments): string =>
  documents.get(uri) && !uri.startsWith('file:') ? uri : filePath(uri);

/** What the editor holds counts in place of the files, which may be older. */
export const openTexts = (workbench: Pick<Workbench, 'documents' | 'curation'>): OpenText[] =>
  workbench.documents.all.map((document) => ({
    path: pathOf(document.uri, workbench),
    text: document.getText(),
    languageId: document.languageId,
    decisions: decisionsOf(workbench.curation.of(document)),
  }));

/** Where the sidecar could not be read, or is not read yet, it is for the worker to say so. */
const decisionsOf = (curation: DocumentCuration | undefined): OpenText['decisions'] =>
  curation?.isLoaded && curation.loadProblem === undefined ? curation.decisions : undefined;

/** A selection in the one open document that is meant, in UTF-16 units of its text. @throws Error with a sentence where it is not one */
export function spanOf(
  selection: Range | undefined,
  uris: readonly string[],
  { documents }: WithDocuments,
): Span | undefined {
  if (!selection) return undefined;
  const document = uris.length === 1 ? documents.get(uris[0]!) : undefined;
  if (!document)
    throw new Error('A selection is part of one open document; open it, and give its address alone.');
  return { start: document.offsetAt(selection.start), end: document.offsetAt(selection.end) };
}

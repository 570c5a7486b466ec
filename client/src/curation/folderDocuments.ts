import { FileType, Uri, workspace } from 'vscode';
import { analysedExtensions } from '../contributions';

/** The documents of the folder that a document lies in, itself among them, in the order of their names; only itself where it lies in none. */
export async function folderDocuments(document: Uri): Promise<readonly Uri[]> {
  if (document.scheme === 'untitled') return [document];
  const folder = Uri.joinPath(document, '..');
  const entries = await workspace.fs.readDirectory(folder);
  const names = entries
    .filter(([name, type]) => (type & FileType.File) !== 0 && isDocument(name))
    .map(([name]) => name);
  const own = document.path.split('/').at(-1)!;
  return [...new Set([...names, own])]
    .sort((a, b) => a.localeCompare(b, undefined, { numeric: true }))
    .map((name) => (name === own ? document : Uri.joinPath(folder, name)));
}

const isDocument = (name: string): boolean =>
  analysedExtensions.some((extension) => name.toLowerCase().endsWith(extension));

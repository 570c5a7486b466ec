import assert from 'node:assert/strict';
import { join } from 'node:path';
import { type Disposable, type Event, extensions, type TextDocument, Uri, window, workspace } from 'vscode';
import type { DocumentMarks } from '../../../client/src/documentAnnotations';
import type { BioGlossApi } from '../../../client/src/extension';

/** Where the tests' copies of the samples are. */
export const workspaceFolder = () => workspace.workspaceFolders![0].uri.fsPath;

export const sample = (name: string) => Uri.file(join(workspaceFolder(), name));

export async function open(uri: Uri): Promise<TextDocument> {
  const document = await workspace.openTextDocument(uri);
  await window.showTextDocument(document);
  return document;
}

export async function biogloss(): Promise<BioGlossApi> {
  const extension = extensions.getExtension<BioGlossApi>('biogloss.biogloss');
  assert.ok(extension, 'the extension is installed');
  return extension.activate();
}

/** Waits until `value` gives something, looking again whenever `event` fires; never by time alone. */
export function when<T>(
  event: Event<unknown>,
  value: () => T | undefined,
  what: string,
  limit = 60_000,
): Promise<T> {
  return new Promise((resolve, reject) => {
    let listener: Disposable | undefined;
    const timer = setTimeout(() => {
      listener?.dispose();
      reject(new Error(`${what}: not within ${limit / 1000} s`));
    }, limit);
    const look = () => {
      const found = value();
      if (found === undefined) return false;
      clearTimeout(timer);
      listener?.dispose();
      resolve(found);
      return true;
    };
    if (!look()) listener = event(look);
  });
}

/** The marks of the document's present version, once all of it is analysed. */
export async function marksOf(document: TextDocument): Promise<DocumentMarks> {
  const { annotations } = await biogloss();
  return when(
    annotations.onDidChange,
    () => {
      const marks = annotations.of(document);
      return marks?.complete ? marks : undefined;
    },
    `annotations of ${document.uri.path}`,
  );
}

/** `type: wording` of every mention, the wording read from the document at the mention's ranges. */
export const mentionsIn = (document: TextDocument, { mentions }: DocumentMarks) =>
  mentions.map(({ type, ranges }) => `${type}: ${ranges.map((range) => document.getText(range)).join(' ')}`);

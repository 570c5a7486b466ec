import { type Uri, window } from 'vscode';

/** Lets the person pick a folder. @returns its path; undefined where they changed their mind */
export async function askForFolder(question: {
  readonly title: string;
  readonly openLabel: string;
  readonly defaultUri?: Uri | undefined;
}): Promise<string | undefined> {
  const folders = await window.showOpenDialog({ ...question, canSelectFiles: false, canSelectFolders: true });
  return folders?.[0].fsPath;
}

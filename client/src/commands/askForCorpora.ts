import { type Uri, window } from 'vscode';

/** Lets the person pick corpus files; what they hold is decided by content, so every file may be picked. */
export function askForCorpora(title: string, openLabel: string, many = false): Thenable<Uri[] | undefined> {
  return window.showOpenDialog({
    title,
    openLabel,
    canSelectMany: many,
    filters: { Corpora: ['pubtator', 'txt', 'xml', 'json', 'jsonl', 'conll'], 'All files': ['*'] },
  });
}

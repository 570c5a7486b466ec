import type { TextDocument } from 'vscode-languageserver-textdocument';
import { type CodeAction, CodeActionKind } from 'vscode-languageserver-types';
import { commands } from '../../../protocol/commandNames';
import type { CurateParams } from '../../../protocol/curation';

/** Decisions beside a corpus file, from before it was its own store, into the file. @param decisions their ids */
export function unfiledActions({ uri, version }: TextDocument, decisions: readonly string[]): CodeAction[] {
  if (decisions.length === 0) return [];
  const what = decisions.length === 1 ? 'the decision' : `the ${decisions.length} decisions`;
  const title = `Write ${what} beside this file into it`;
  const argument: CurateParams = { action: { kind: 'accept' }, on: [{ uri, version, decisions }] };
  return [
    {
      title,
      kind: CodeActionKind.QuickFix,
      command: { title, command: commands.curate, arguments: [argument] },
    },
  ];
}

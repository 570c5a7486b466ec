import { type TextDocument, window } from 'vscode';
import { isAnalysed } from './languageClient';

/**
 * The active editor's document.
 * @throws Error, a sentence for the person, where there is none or it is of a kind that is not analysed
 */
export function analysedDocument(): TextDocument {
  const document = window.activeTextEditor?.document;
  if (!document || !isAnalysed(document)) {
    throw new Error('BioGloss reads plain text, Markdown and corpus files; open one in an editor first.');
  }
  return document;
}

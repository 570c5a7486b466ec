import type { TextDocument } from 'vscode-languageserver-textdocument';
import { type Diagnostic, DiagnosticSeverity } from 'vscode-languageserver-types';
import type { Annotator } from './annotator';
import { toRange } from './ranges';

/** What went wrong with the analysis itself, at the head of the document; the person's text is never found fault with. */
export class DiagnosticsProvider {
  constructor(private readonly annotator: Annotator) {}

  provideDiagnostics(document: TextDocument): Diagnostic[] {
    const message = this.annotator.problem(document);
    if (message === undefined) return [];
    const firstLine = { start: 0, end: document.offsetAt({ line: 1, character: 0 }) };
    return [
      {
        range: toRange(document, firstLine),
        severity: DiagnosticSeverity.Warning,
        source: 'BioGloss',
        message,
      },
    ];
  }
}

import {
  Diagnostic,
  DiagnosticRelatedInformation,
  DiagnosticSeverity,
  type Disposable,
  Location,
  languages,
  Position,
  Range,
  type TextDocument,
  type TextDocumentChangeEvent,
  Uri,
  workspace,
} from 'vscode';
import type { CorpusReport, Finding, FindingPlace } from '../../../server/src/protocol/corpusReport';
import { corpusLanguages } from '../contributions';
import { rangeAt } from './openLocated';

/** Findings whose places are each a thing to mend; those of others only show where something is met first. */
const shownKinds: ReadonlySet<string> = new Set(['unread', 'misread', 'leak', 'sharedId', 'relationEnd']);

/** Of these the language server tells in a file that is open, as it stands: a list that was made before only repeats it. */
const toldByServer: ReadonlySet<string> = new Set(['unread', 'misread', 'relationEnd']);
const serverLanguages: ReadonlySet<string> = new Set(corpusLanguages.map(({ id }) => id));

const severities = { error: DiagnosticSeverity.Error, warning: DiagnosticSeverity.Warning } as const;

/** Errors and warnings of a check in the files that are open. An edited line has none any more: whoever corrects it sees it go. */
export class CorpusDiagnostics implements Disposable {
  readonly #collection = languages.createDiagnosticCollection('BioGloss corpus check');
  readonly #listeners: readonly Disposable[];
  #report?: CorpusReport;

  constructor() {
    this.#listeners = [
      workspace.onDidOpenTextDocument((document) => this.#mark(document)),
      workspace.onDidCloseTextDocument(({ uri }) => this.#collection.delete(uri)),
      workspace.onDidChangeTextDocument((change) => this.#follow(change)),
    ];
  }

  dispose(): void {
    for (const listener of this.#listeners) listener.dispose();
    this.#collection.dispose();
  }

  /** Shows those of this report in place of the last one's; none where there is no report. */
  show(report: CorpusReport | undefined): void {
    this.#report = report;
    this.#collection.clear();
    for (const document of workspace.textDocuments) this.#mark(document);
  }

  #mark(document: TextDocument): void {
    if (document.uri.scheme !== 'file') return;
    const diagnostics = (this.#report?.findings ?? []).flatMap((finding) =>
      finding.severity === 'note' ||
      !shownKinds.has(finding.kind) ||
      (toldByServer.has(finding.kind) && serverLanguages.has(document.languageId))
        ? []
        : finding.places
            .filter(({ file, line }) => file === document.uri.fsPath && line !== undefined)
            .map((place) =>
              diagnosticOf(document, finding, severities[finding.severity as 'error' | 'warning'], place),
            ),
    );
    if (diagnostics.length > 0) this.#collection.set(document.uri, diagnostics);
  }

  #follow({ document, contentChanges }: TextDocumentChangeEvent): void {
    let diagnostics = this.#collection.get(document.uri);
    if (!diagnostics?.length || contentChanges.length === 0) return;
    for (const { range, text } of contentChanges) {
      const lines = text.split('\n').length - 1 - (range.end.line - range.start.line);
      diagnostics = diagnostics
        .filter((each) => each.range.end.line < range.start.line || each.range.start.line > range.end.line)
        .map((each) => (each.range.start.line > range.end.line ? moved(each, lines) : each));
    }
    this.#collection.set(document.uri, diagnostics);
  }
}

function diagnosticOf(
  document: TextDocument,
  { title }: Finding,
  severity: DiagnosticSeverity,
  { line = 1, column = 1, message, text, other }: FindingPlace,
): Diagnostic {
  const range = rangeAt(document, line - 1, column - 1, text);
  const diagnostic = new Diagnostic(
    range.isEmpty ? document.lineAt(range.start.line).range : range,
    `${title}: ${text === undefined ? '' : `“${text}” `}${message}`,
    severity,
  );
  diagnostic.source = 'BioGloss';
  if (other?.line !== undefined) {
    const position = new Position(other.line - 1, (other.column ?? 1) - 1);
    const location = new Location(Uri.file(other.file), position);
    diagnostic.relatedInformation = [new DiagnosticRelatedInformation(location, 'the other place')];
  }
  return diagnostic;
}

function moved(diagnostic: Diagnostic, lines: number): Diagnostic {
  const { start, end } = diagnostic.range;
  diagnostic.range = new Range(start.translate(lines), end.translate(lines));
  return diagnostic;
}

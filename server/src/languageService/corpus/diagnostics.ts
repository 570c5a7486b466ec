import type { TextDocument } from 'vscode-languageserver-textdocument';
import { type Diagnostic, DiagnosticSeverity } from 'vscode-languageserver-types';
import { toRange } from '../ranges';
import { type CorpusFinding, mostFindings } from './check';

const severities: Readonly<Record<CorpusFinding['kind'], DiagnosticSeverity>> = {
  unread: DiagnosticSeverity.Error,
  apart: DiagnosticSeverity.Information,
  misread: DiagnosticSeverity.Warning,
  misplaced: DiagnosticSeverity.Warning,
  relationEnd: DiagnosticSeverity.Warning,
  repeatedId: DiagnosticSeverity.Warning,
  unknownId: DiagnosticSeverity.Information,
  foreignIds: DiagnosticSeverity.Information,
};

/** What was found in a corpus file, as it stands now; the gravest where there is too much. */
export function corpusDiagnostics(document: TextDocument, findings: readonly CorpusFinding[]): Diagnostic[] {
  const gravest = [...findings].sort((a, b) => severities[a.kind] - severities[b.kind]);
  const diagnostics = gravest.slice(0, mostFindings).map((finding) => diagnosticOf(document, finding));
  const more = findings.length - diagnostics.length;
  if (more > 0)
    diagnostics.push({
      range: toRange(document, { start: 0, end: 0 }),
      severity: DiagnosticSeverity.Information,
      source: 'BioGloss',
      message: `${more.toLocaleString('en')} more findings are not shown; “BioGloss: Check Corpus…” lists them by kind`,
    });
  return diagnostics;
}

function diagnosticOf(document: TextDocument, { kind, stretch, span, message }: CorpusFinding): Diagnostic {
  const from = stretch?.start ?? 0;
  return {
    range: toRange(document, { start: from + span.start, end: from + span.end }),
    severity: severities[kind],
    source: 'BioGloss',
    code: kind,
    message,
  };
}

import { type Diagnostic, DiagnosticSeverity, type Range } from 'vscode-languageserver-types';
import type { WordsProblem } from '../../terminology/userWords/wordRow';

/** More than these are not read by anybody. */
const mostDiagnostics = 200;

/** What is wrong with a words file, as editors show it. @param addressOf the address of a file that a problem names */
export function wordsDiagnostics(
  uri: string,
  problems: readonly WordsProblem[],
  addressOf: (file: string) => string | undefined,
): Diagnostic[] {
  const shown = problems.slice(0, mostDiagnostics).map((problem): Diagnostic => {
    const { severity, code, message, other } = problem;
    const diagnostic = {
      range: rangeOf(problem),
      severity: severity === 'error' ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning,
      source: 'BioGloss',
      code,
      message: `${message[0]!.toUpperCase()}${message.slice(1)}.`,
    };
    const place = other && (other.file === undefined ? uri : addressOf(other.file));
    if (!place) return diagnostic;
    const { row } = other;
    const range = rangeOf({ ...row, line: row.number, column: 1 });
    return {
      ...diagnostic,
      relatedInformation: [{ location: { uri: place, range }, message: 'This row counts.' }],
    };
  });
  const more = problems.length - shown.length;
  if (more > 0)
    shown.push({
      range: shown[0]!.range,
      severity: DiagnosticSeverity.Information,
      source: 'BioGloss',
      message: `There are ${more} more problems in this file.`,
    });
  return shown;
}

/** A problem never reaches over the end of its line. */
function rangeOf({
  line = 1,
  column = 1,
  start,
  end,
}: Pick<WordsProblem, 'line' | 'column' | 'start' | 'end'>): Range {
  const from = { line: line - 1, character: column - 1 };
  return { start: from, end: { ...from, character: from.character + end - start } };
}

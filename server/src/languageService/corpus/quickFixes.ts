import type { Range, TextDocument } from 'vscode-languageserver-textdocument';
import { type CodeAction, CodeActionKind, type TextEdit } from 'vscode-languageserver-types';
import type { Stretch } from '../../formats/layout/corpusFile';
import type { LaidProblem, Mending } from '../../formats/layout/layout';
import { type Corpora, rangeIn } from './corpora';
import { corpusDiagnostics } from './diagnostics';

type Mended = LaidProblem & { readonly mending: Mending };

/** Offsets that would fit, in place of those that do not: of the mention at the cursor, and of all of its document. */
export class CorpusQuickFixProvider {
  constructor(private readonly corpora: Corpora) {}

  provideCodeActions(document: TextDocument, range: Range): CodeAction[] {
    const file = this.corpora.of(document);
    const stretch = file?.at(document.offsetAt(range.start));
    if (!stretch) return [];
    const from = document.offsetAt(range.start) - stretch.start;
    const to = document.offsetAt(range.end) - stretch.start;
    const all = stretch
      .layout()
      .problems.filter((problem): problem is Mended => problem.mending !== undefined);
    const here = all.filter(({ span }) => span.start <= to && from <= span.end);
    if (here.length === 0) return [];
    const single = here.map((problem) => actionOf(document, stretch, problem.mending.title, [problem], true));
    const title = `Correct all ${all.length} misplaced mentions of document ${stretch.layout().id}`;
    return all.length > 1 ? [...single, actionOf(document, stretch, title, all, false)] : single;
  }
}

function actionOf(
  document: TextDocument,
  stretch: Stretch,
  title: string,
  problems: readonly Mended[],
  isPreferred: boolean,
): CodeAction {
  const edits = problems.flatMap(({ mending }) =>
    mending.changes.map(
      ({ span, newText }): TextEdit => ({ range: rangeIn(document, stretch, span), newText }),
    ),
  );
  const findings = problems.map(({ span, message }) => ({
    kind: 'misplaced' as const,
    stretch,
    span,
    message,
  }));
  return {
    title,
    kind: CodeActionKind.QuickFix,
    diagnostics: corpusDiagnostics(document, findings),
    edit: { changes: { [document.uri]: edits } },
    ...(isPreferred && { isPreferred }),
  };
}

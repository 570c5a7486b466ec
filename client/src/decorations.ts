import {
  type Disposable,
  type Range,
  type TextEditor,
  type TextEditorDecorationType,
  window,
  workspace,
} from 'vscode';
import { type EntityKind, entityKinds, kindOfType } from '../../server/src/protocol/vocabulary';
import { setting } from './contributions';
import { rejectedMarks } from './curation/curationContributions';
import type { DocumentAnnotations, DocumentMarks, MarkedMention } from './documentAnnotations';
import { allTypes, createMarkTypes } from './markTypes';

/** Draws the marks of visible editors. VS Code moves them along with edits until the next ones arrive. */
export class Decorations implements Disposable {
  private types = createMarkTypes();
  /** What each editor shows, so that of thousands of marks only those of a type that has changed are handed over. */
  private drawn = new WeakMap<TextEditor, Map<TextEditorDecorationType, readonly Range[]>>();
  private readonly subscriptions: Disposable[];

  constructor(private readonly annotations: DocumentAnnotations) {
    this.subscriptions = [
      annotations.onDidChange((uri) => {
        for (const editor of window.visibleTextEditors) {
          if (editor.document.uri.toString() === uri.toString()) this.draw(editor);
        }
      }),
      window.onDidChangeVisibleTextEditors(() => this.drawAll()),
      window.onDidChangeActiveColorTheme(() => this.recreate()),
      workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration(setting.highlight) || change.affectsConfiguration(setting.rejected))
          this.drawAll();
      }),
    ];
    this.drawAll();
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
    this.disposeTypes();
  }

  private drawAll(): void {
    for (const editor of window.visibleTextEditors) this.draw(editor);
  }

  /** Plain ranges, without options of their own: VS Code takes thousands of them many times faster. */
  private draw(editor: TextEditor): void {
    const { document } = editor;
    const shows = highlightsEnabled() && this.annotations.has(document);
    const marks = shows ? this.annotations.of(document) : nothing;
    // Marks of another version: what is drawn has moved with the edit and stays until the next ones come.
    if (!marks) return;
    const predicted = rangesByKind(marks.mentions.filter(({ decided }) => !decided));
    const decided = rangesByKind(
      marks.mentions.filter(({ decided, isOnlyInFile }) => decided && !isOnlyInFile),
    );
    for (const kind of entityKinds) {
      this.drawRanges(editor, this.types.predicted[kind], predicted[kind]);
      this.drawRanges(editor, this.types.decided[kind], decided[kind]);
    }
    const rejected = strikesRejected() ? marks.rejected.flatMap(({ ranges }) => ranges) : [];
    this.drawRanges(editor, this.types.rejected, rejected);
    const unread = marks.unread.map((range) => ({ range, hoverMessage: 'BioGloss has not read this part.' }));
    editor.setDecorations(this.types.unread, unread);
  }

  private drawRanges(editor: TextEditor, type: TextEditorDecorationType, ranges: readonly Range[]): void {
    const drawn = this.drawn.get(editor) ?? new Map<TextEditorDecorationType, readonly Range[]>();
    const before = drawn.get(type) ?? [];
    // What has not changed is the same object; marks of another version are others.
    if (before.length === ranges.length && ranges.every((range, index) => range === before[index])) return;
    this.drawn.set(editor, drawn.set(type, ranges));
    editor.setDecorations(type, ranges);
  }

  private recreate(): void {
    this.disposeTypes();
    this.drawn = new WeakMap();
    this.types = createMarkTypes();
    this.drawAll();
  }

  private disposeTypes(): void {
    for (const type of allTypes(this.types)) type.dispose();
  }
}

const nothing: Pick<DocumentMarks, 'mentions' | 'rejected' | 'unread'> = {
  mentions: [],
  rejected: [],
  unread: [],
};

const highlightsEnabled = () => workspace.getConfiguration().get(setting.highlight, true);

const strikesRejected = () =>
  workspace.getConfiguration().get<string>(setting.rejected, rejectedMarks.struck) === rejectedMarks.struck;

function rangesByKind(mentions: readonly MarkedMention[]): Record<EntityKind, Range[]> {
  const byKind: Record<EntityKind, Range[]> = { chemical: [], disease: [], gene: [], entity: [] };
  for (const { ranges, type } of mentions) byKind[kindOfType(type)].push(...ranges);
  return byKind;
}

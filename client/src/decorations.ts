import {
  ColorThemeKind,
  type DecorationOptions,
  type DecorationRenderOptions,
  type Disposable,
  type TextEditor,
  type TextEditorDecorationType,
  ThemeColor,
  window,
  workspace,
} from 'vscode';
import { type EntityKind, entityKinds, kindOfType } from '../../server/src/protocol/vocabulary';
import { backgroundColor, lineColor, setting } from './contributions';
import type { DocumentAnnotations, DocumentMarks } from './documentAnnotations';

/** Draws the marks of visible editors. VS Code moves them along with edits until the next ones arrive. */
export class Decorations implements Disposable {
  private types = createTypes(isHighContrast());
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
        if (change.affectsConfiguration(setting.highlight)) this.drawAll();
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

  private draw(editor: TextEditor): void {
    const { document } = editor;
    const shows = highlightsEnabled() && this.annotations.has(document);
    const marks = shows ? this.annotations.of(document) : nothing;
    // Marks of another version: what is drawn has moved with the edit and stays until the next ones come.
    if (!marks) return;
    const byKind = optionsByKind(marks);
    for (const kind of entityKinds) editor.setDecorations(this.types.mention[kind], byKind[kind]);
    const unread = marks.unread.map((range) => ({ range, hoverMessage: 'BioGloss has not read this part.' }));
    editor.setDecorations(this.types.unread, unread);
  }

  /** High contrast themes get boxes instead of tints, which a decoration type cannot say for itself. */
  private recreate(): void {
    this.disposeTypes();
    this.types = createTypes(isHighContrast());
    this.drawAll();
  }

  private disposeTypes(): void {
    for (const type of [...Object.values(this.types.mention), this.types.unread]) type.dispose();
  }
}

const nothing: Pick<DocumentMarks, 'mentions' | 'unread'> = { mentions: [], unread: [] };

const highlightsEnabled = () => workspace.getConfiguration().get(setting.highlight, true);

const isHighContrast = () =>
  window.activeColorTheme.kind === ColorThemeKind.HighContrast ||
  window.activeColorTheme.kind === ColorThemeKind.HighContrastLight;

function optionsByKind({
  mentions,
}: Pick<DocumentMarks, 'mentions'>): Record<EntityKind, DecorationOptions[]> {
  const byKind: Record<EntityKind, DecorationOptions[]> = { chemical: [], disease: [], gene: [], entity: [] };
  for (const { ranges, type } of mentions) {
    for (const range of ranges) byKind[kindOfType(type)].push({ range });
  }
  return byKind;
}

interface DecorationTypes {
  readonly mention: Record<EntityKind, TextEditorDecorationType>;
  readonly unread: TextEditorDecorationType;
}

/** Line styles by kind, so that high contrast does not rest on colour alone. */
const boxStyles: Record<EntityKind, string> = {
  chemical: 'solid',
  disease: 'dashed',
  gene: 'dotted',
  entity: 'double',
};

function createTypes(highContrast: boolean): DecorationTypes {
  const style = (kind: EntityKind): DecorationRenderOptions =>
    highContrast
      ? {
          border: `1px ${boxStyles[kind]}`,
          borderColor: new ThemeColor(lineColor(kind)),
          borderRadius: '2px',
        }
      : {
          backgroundColor: new ThemeColor(backgroundColor(kind)),
          border: '0 solid',
          borderWidth: '0 0 2px 0',
          borderColor: new ThemeColor(lineColor(kind)),
          borderRadius: '3px 3px 0 0',
        };
  const type = (kind: EntityKind) => window.createTextEditorDecorationType(style(kind));
  return {
    mention: {
      chemical: type('chemical'),
      disease: type('disease'),
      gene: type('gene'),
      entity: type('entity'),
    },
    unread: window.createTextEditorDecorationType({ opacity: '0.6' }),
  };
}

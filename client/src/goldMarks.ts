import {
  type Disposable,
  type Range,
  type TextDocument,
  type TextEditor,
  ThemeColor,
  window,
  workspace,
} from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import {
  type FileAnnotationsParams,
  type FileAnnotationsResult,
  fileAnnotationsRequest,
} from '../../server/src/protocol/fileAnnotations';
import { corpusLanguages, goldColor, predictedColor, setting } from './contributions';
import type { DocumentAnnotations } from './documentAnnotations';
import { sidesOf } from './sides';

const languageIds: ReadonlySet<string> = new Set(corpusLanguages.map(({ id }) => id));

/** What a file marks; without annotations of its own nothing is compared with it. */
interface Gold {
  readonly gold: readonly { readonly ranges: readonly Range[] }[];
  readonly isAnnotated: boolean;
}
const none: Gold = { gold: [], isAnnotated: false };

/** A text that brat's annotations may lie beside. */
const besides = /\.(?:ann|a1|a2)$/;
const mayBeAnnotated = ({ languageId, uri }: TextDocument): boolean =>
  languageIds.has(languageId) || (languageId === 'plaintext' && /\.txt$/i.test(uri.path));

/** Milliseconds: scrolling and typing go on while somebody does them. */
const pause = 100;

/**
 * In corpus files, and in texts with brat's annotations beside them: a box around what the file itself marks, and a dashed one around what only the model does. What is on screen is asked for, so that
 * a large file is not read for it. Outlines lie around the borders that marks of mentions have, so that both are seen.
 */
export class GoldMarks implements Disposable {
  readonly #gold = window.createTextEditorDecorationType({
    outline: '1px solid',
    outlineColor: new ThemeColor(goldColor),
    overviewRulerColor: new ThemeColor(goldColor),
  });
  readonly #modelOnly = window.createTextEditorDecorationType({
    outline: '1px dashed',
    outlineColor: new ThemeColor(predictedColor),
    overviewRulerColor: new ThemeColor(predictedColor),
  });
  readonly #timers = new Map<TextEditor, NodeJS.Timeout>();
  readonly #subscriptions: readonly Disposable[];

  constructor(
    private readonly client: LanguageClient,
    private readonly annotations: DocumentAnnotations,
  ) {
    const ofDocument = (uri: string) => {
      const text = uri.replace(besides, '.txt');
      for (const editor of window.visibleTextEditors)
        if ([uri, text].includes(editor.document.uri.toString())) this.#soon(editor);
    };
    this.#subscriptions = [
      annotations.onDidChange((uri) => ofDocument(uri.toString())),
      workspace.onDidChangeTextDocument(({ document }) => ofDocument(document.uri.toString())),
      window.onDidChangeTextEditorVisibleRanges(({ textEditor }) => this.#soon(textEditor)),
      window.onDidChangeVisibleTextEditors((editors) => {
        for (const editor of editors) this.#soon(editor);
      }),
      workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration(setting.gold))
          for (const editor of window.visibleTextEditors) this.#soon(editor);
      }),
    ];
    for (const editor of window.visibleTextEditors) this.#soon(editor);
  }

  dispose(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer);
    for (const each of [...this.#subscriptions, this.#gold, this.#modelOnly]) each.dispose();
  }

  #soon(editor: TextEditor): void {
    clearTimeout(this.#timers.get(editor));
    if (!mayBeAnnotated(editor.document)) {
      this.#timers.delete(editor);
      return;
    }
    const draw = () => {
      this.#timers.delete(editor);
      // An editor that is closed, or a server that goes down meanwhile, has nothing to be drawn.
      this.#draw(editor).catch(() => {});
    };
    this.#timers.set(editor, setTimeout(draw, pause));
  }

  async #draw(editor: TextEditor): Promise<void> {
    const { document } = editor;
    const isOn = workspace.getConfiguration().get(setting.gold, true);
    const answer = isOn ? await this.#goldOf(document, editor.visibleRanges) : none;
    if (!answer) return;
    const { gold, isAnnotated } = answer;
    const marks = this.annotations.of(document);
    const onScreen = marks?.mentions.filter(({ ranges }) =>
      editor.visibleRanges.some((visible) => visible.intersection(ranges[0]!)),
    );
    const sides = sidesOf(gold, isAnnotated ? (onScreen ?? []).map(({ ranges }) => ({ ranges })) : []);
    editor.setDecorations(
      this.#gold,
      sides.gold.flatMap(({ ranges }) => [...ranges]),
    );
    editor.setDecorations(
      this.#modelOnly,
      sides.onlyPredicted.flatMap(({ ranges }) => [...ranges]),
    );
  }

  /** Undefined where the document has changed meanwhile: its edit is answered next. */
  async #goldOf(document: TextDocument, visible: readonly Range[]): Promise<Gold | undefined> {
    await this.client.start();
    const params: FileAnnotationsParams = {
      textDocument: { uri: this.client.code2ProtocolConverter.asUri(document.uri) },
      ranges: visible.map((range) => this.client.code2ProtocolConverter.asRange(range)),
    };
    const result = await this.client.sendRequest<FileAnnotationsResult>(fileAnnotationsRequest, params);
    if (result.version !== document.version) return undefined;
    const { asRange } = this.client.protocol2CodeConverter;
    const gold = result.mentions.map(({ ranges }) => ({ ranges: ranges.map((range) => asRange(range)) }));
    return { gold, isAnnotated: result.isAnnotated };
  }
}

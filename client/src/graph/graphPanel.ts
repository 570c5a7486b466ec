import { writeFile } from 'node:fs/promises';
import {
  type Disposable,
  type ExtensionContext,
  Uri,
  ViewColumn,
  type WebviewPanel,
  window,
  workspace,
} from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { commands } from '../../../server/src/protocol/commandNames';
import type { ExportGraphArguments, GraphResult } from '../../../server/src/protocol/commands';
import type { KnowledgeGraph } from '../../../server/src/protocol/knowledgeGraph';
import { beside } from '../beside';
import { graphViewType, setting } from '../contributions';
import { runWithProgress } from '../serverCommand';
import { preparePanel, webviewPage } from '../webviewPage';
import { GraphFiles } from './graphFiles';
import type { FromView, SavedView, ToView } from './messages';
import { openPlace } from './openPlace';

/** The panels that show knowledge graphs. */
export class GraphPanels implements Disposable {
  readonly files: GraphFiles;
  readonly #serializer: Disposable;
  /** What the panels show, by panel; for tests and for those who script the editor. */
  readonly shown = new Map<WebviewPanel, KnowledgeGraph>();

  constructor(
    private readonly context: ExtensionContext,
    private readonly client: LanguageClient,
  ) {
    const storage = context.storageUri ?? context.globalStorageUri;
    this.files = new GraphFiles(Uri.joinPath(storage, 'graphs').fsPath);
    this.#serializer = window.registerWebviewPanelSerializer(graphViewType, {
      deserializeWebviewPanel: async (panel, saved: SavedView | undefined) => {
        if (saved?.file) await this.#fill(panel, saved);
        else panel.dispose();
      },
    });
  }

  dispose(): void {
    this.#serializer.dispose();
  }

  /** Opens a view of a collected graph. */
  async open(saved: SavedView): Promise<void> {
    const panel = window.createWebviewPanel(graphViewType, '', ViewColumn.Active, {
      // The picture took a while to arrange; it is not arranged again whenever another tab hides it.
      retainContextWhenHidden: true,
    });
    await this.#fill(panel, saved);
  }

  async #fill(panel: WebviewPanel, saved: SavedView): Promise<void> {
    const { webview } = panel;
    panel.title = `Graph: ${saved.title}`;
    preparePanel(panel, this.context.extensionUri);
    const graph = await this.files.read(saved.file).catch((error: Error) => error);
    if (graph instanceof Error) {
      panel.dispose();
      void window.showWarningMessage(graph.message);
      return;
    }
    this.shown.set(panel, graph);
    panel.onDidDispose(() => this.shown.delete(panel));
    webview.onDidReceiveMessage((message: FromView) => this.#receive(message, panel, saved, graph));
    webview.html = webviewPage(webview, this.context.extensionUri, {
      view: 'graphView',
      title: 'Knowledge graph',
      also: ['img-src data: blob:'],
      // Cytoscape looks for its own style sheet by this id and would otherwise insert one, which the policy forbids; ours holds its rule.
      styleId: '__________cytoscape_stylesheet',
    });
  }

  async #receive(
    message: FromView,
    panel: WebviewPanel,
    saved: SavedView,
    graph: KnowledgeGraph,
  ): Promise<void> {
    try {
      if (message.type === 'ready') {
        const minimumScore = workspace.getConfiguration().get(setting.minimumScore, 0);
        const { file, title } = saved;
        const answer: ToView = { type: 'graph', graph, file, title, minimumScore };
        await panel.webview.postMessage(answer);
      } else if (message.type === 'open')
        await openPlace(graph.documents[message.document], message.places, beside(panel));
      else if (message.type === 'image') await this.#saveImage(message, saved);
      else await this.#export(message, saved, graph);
    } catch (error) {
      void window.showErrorMessage(error instanceof Error ? error.message : String(error));
    }
  }

  async #saveImage({ format, content }: FromView & { type: 'image' }, saved: SavedView): Promise<void> {
    const out = await askForTarget(saved, format.toUpperCase(), `.${format}`);
    if (!out) return;
    await writeFile(out, content, format === 'png' ? 'base64' : 'utf8');
    window.setStatusBarMessage(`BioGloss: saved ${out}`, 10_000);
  }

  async #export(
    { format, keep }: FromView & { type: 'export' },
    saved: SavedView,
    graph: KnowledgeGraph,
  ): Promise<void> {
    const { title, extension } = exported[format];
    const out = await askForTarget(saved, title, extension);
    if (!out) return;
    await this.files.keep(saved.file, graph);
    const argument: ExportGraphArguments = { graph: saved.file, format, keep, out };
    const result = await runWithProgress<GraphResult>(
      this.client,
      'exporting the knowledge graph',
      commands.exportGraph,
      argument,
    );
    if (!result) return;
    const sentence = `Exported ${result.concepts} concepts and ${result.relations} relations to ${result.out}.`;
    // Not awaited: the view may be used meanwhile.
    void window.showInformationMessage(sentence);
  }
}

/** Formats of the server that the view's menu offers. */
const exported: Readonly<Record<string, { title: string; extension: string }>> = {
  turtle: { title: 'RDF Turtle', extension: '.ttl' },
  jsonld: { title: 'JSON-LD', extension: '.jsonld' },
  graphml: { title: 'GraphML', extension: '.graphml' },
  csv: { title: 'a folder of CSV tables', extension: '-graph' },
};

async function askForTarget(
  { title }: SavedView,
  format: string,
  extension: string,
): Promise<string | undefined> {
  const folder = workspace.workspaceFolders?.[0]?.uri;
  const name = title.replace(/\.\w+$/, '').replace(/[^\p{L}\p{N}._-]+/gu, '-') || 'graph';
  const target = await window.showSaveDialog({
    title: `Export the graph as ${format}`,
    saveLabel: 'Export',
    defaultUri: folder && Uri.joinPath(folder, `${name}${extension}`),
  });
  return target?.fsPath;
}

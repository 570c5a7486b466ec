import { writeFile } from 'node:fs/promises';
import { type Disposable, type ExtensionContext, Uri, window, workspace } from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { commands } from '../../../server/src/protocol/commandNames';
import type { ExportGraphArguments, GraphResult } from '../../../server/src/protocol/commands';
import type { KnowledgeGraph } from '../../../server/src/protocol/knowledgeGraph';
import { beside } from '../beside';
import { graphViewType, setting } from '../contributions';
import { SavedPanels } from '../savedPanels';
import { runWithProgress } from '../serverCommand';
import { GraphFiles } from './graphFiles';
import type { FromView, SavedView, ToView } from './messages';
import { openPlace } from './openPlace';

/** The panels that show knowledge graphs. */
export class GraphPanels implements Disposable {
  readonly files: GraphFiles;
  readonly #panels: SavedPanels<SavedView, KnowledgeGraph, FromView>;

  constructor(
    context: ExtensionContext,
    private readonly client: LanguageClient,
  ) {
    const storage = context.storageUri ?? context.globalStorageUri;
    this.files = new GraphFiles(Uri.joinPath(storage, 'graphs').fsPath);
    this.#panels = new SavedPanels(context.extensionUri, {
      viewType: graphViewType,
      page: {
        view: 'graphView',
        title: 'Knowledge graph',
        also: ['img-src data: blob:'],
        // Cytoscape looks for its own style sheet by this id and would otherwise insert one, which the policy forbids; ours holds its rule.
        styleId: '__________cytoscape_stylesheet',
      },
      // The picture took a while to arrange; it is not arranged again whenever another tab hides it.
      options: { retainContextWhenHidden: true },
      read: ({ file }) => this.files.read(file),
      titleOf: (_, { title }) => `Graph: ${title}`,
      messageOf: (graph, { file, title }): ToView => {
        const minimumScore = workspace.getConfiguration().get(setting.minimumScore, 0);
        return { type: 'graph', graph, file, title, minimumScore };
      },
      receive: (wish, { content, saved, panel }) => {
        if (wish.type === 'open')
          return openPlace(content.documents[wish.document], wish.places, beside(panel));
        return wish.type === 'image' ? this.#saveImage(wish, saved) : this.#export(wish, saved, content);
      },
    });
  }

  dispose(): void {
    this.#panels.dispose();
  }

  /** As `SavedPanels.shown`. */
  get shown(): ReadonlyMap<unknown, KnowledgeGraph> {
    return this.#panels.shown;
  }

  /** Opens a view of a collected graph. */
  open = (saved: SavedView): Promise<void> => this.#panels.open(saved);

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

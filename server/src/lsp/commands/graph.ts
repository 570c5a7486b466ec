import type { OpenText } from '../../protocol/analysis';
import { type GraphResult, graphArguments } from '../../protocol/commands';
import { command, type Workbench } from './command';
import { runCorpusJob } from './corpusJob';
import { filePath } from './filePath';
import { graphOfOpenDocuments, isOneText } from './graphOfOpenDocuments';

/** Merges what documents, files and folders say into a knowledge graph, and saves it. */
export const graph = command({
  schema: graphArguments,
  title: 'Collecting the knowledge graph',
  needsTrust: true,
  execute({ uris, selection, out, ...options }, workbench, run): Promise<GraphResult> {
    const documents = uris.map((uri) => workbench.documents.get(uri));
    const [first] = documents;
    if (selection && (!first || uris.length > 1))
      throw new Error('A selection is part of one open document; open it, and give its address alone.');
    const within =
      selection && first
        ? { start: first.offsetAt(selection.start), end: first.offsetAt(selection.end) }
        : undefined;
    const request = {
      type: 'graph',
      id: 1,
      paths: uris.map((uri) => pathOf(uri, workbench)),
      within,
      out: filePath(out),
      ...options,
    } as const;
    const onScreen = documents.flatMap((document) => (document && isOneText(document) ? document : []));
    if (options.given === 'none' && onScreen.length === uris.length)
      return graphOfOpenDocuments(onScreen, request, workbench, run.signal);
    const { current } = workbench.model;
    return runCorpusJob(
      'The knowledge graph',
      { ...request, open: openTexts(workbench) },
      current,
      workbench,
      run,
      (reply) => (reply.type === 'graphWritten' ? reply.result : undefined),
    );
  },
});

/** An open document may have no file yet. */
const pathOf = (uri: string, { documents }: Workbench): string =>
  documents.get(uri) && !uri.startsWith('file:') ? uri : filePath(uri);

/** What the editor holds counts in place of the files, which may be older. */
const openTexts = (workbench: Workbench): OpenText[] =>
  workbench.documents.all.map((document) => ({
    path: pathOf(document.uri, workbench),
    text: document.getText(),
    languageId: document.languageId,
  }));

import { type GraphResult, graphArguments } from '../../protocol/commands';
import { command, exportsFolder } from './command';
import { runCorpusJob } from './corpusJob';
import { filePath } from './filePath';
import { graphOfOpenDocuments, isOneText } from './graphOfOpenDocuments';
import { openTexts, pathOf, spanOf } from './openTexts';

/** Merges what documents, files and folders say into a knowledge graph, and saves it. */
export const graph = command({
  schema: graphArguments,
  title: 'Collecting the knowledge graph',
  needsTrust: true,
  async execute({ uris, selection, out, ...options }, workbench, run): Promise<GraphResult> {
    const documents = uris.map((uri) => workbench.documents.get(uri));
    const within = spanOf(selection, uris, workbench);
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
    const open = openTexts(workbench);
    return runCorpusJob(
      'The knowledge graph',
      { ...request, open, leftOut: await workbench.leftOut(), exports: exportsFolder(workbench) },
      current,
      workbench,
      run,
      (reply) => (reply.type === 'graphWritten' ? reply.result : undefined),
    );
  },
});

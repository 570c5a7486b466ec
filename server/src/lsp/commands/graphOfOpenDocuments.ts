import { basename } from 'node:path';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { corpusLanguageOf } from '../../formats/layout/languages';
import { detectFormat } from '../../formats/registry';
import { markdown, text as plainText } from '../../formats/text';
import { GraphCollector } from '../../graph/collector';
import { graphFormats } from '../../graph/graphFormats';
import { writeGraph } from '../../graph/writeGraph';
import { packageVersion } from '../../platform/packageVersion';
import type { GraphRequest } from '../../protocol/analysis';
import type { GraphResult } from '../../protocol/commands';
import type { Workbench } from './command';

/** Whether a document is one text, and what is marked in it all that it says: a file of a corpus holds several documents. */
export const isOneText = (document: TextDocument): boolean =>
  corpusLanguageOf(document.languageId, document.getText()) === undefined &&
  [plainText, markdown].includes(detectFormat(document.getText()));

/** The graph of what is marked on screen: nothing is analysed again. Waits for what is being analysed. */
export async function graphOfOpenDocuments(
  documents: readonly TextDocument[],
  request: Omit<GraphRequest, 'open' | 'leftOut' | 'exports'>,
  { curation, host, terminologies }: Workbench,
  signal: AbortSignal,
): Promise<GraphResult> {
  const { paths, within, given, minimumScore, unlinked, mostEvidence, out } = request;
  const format = graphFormats.find(({ id }) => id === request.format);
  if (!format) {
    const ids = graphFormats.map(({ id }) => id).join(', ');
    throw new Error(`"${request.format}" is not a format of a graph; there are ${ids}.`);
  }
  const versions = documents.map(({ version }) => version);
  await Promise.all(documents.map((document) => curation.settled(document, signal)));
  const problem = documents.map((document) => curation.problem(document)).find(Boolean);
  if (problem !== undefined) throw new Error(problem);
  const model = host.state.kind === 'ready' ? host.state.model?.name : undefined;
  const collector = new GraphCollector(
    { version: packageVersion(), ...(model === undefined ? {} : { model }), given, minimumScore },
    { unlinked, mostEvidence, preferredName: (id) => terminologies.current.preferredName(id) },
  );
  for (const [number, document] of documents.entries()) {
    if (within && document.version !== versions[number])
      throw new Error('The text was changed meanwhile. Select the part again.');
    // Not what was settled first: while others were waited for, the text may have gone on.
    const { mentions, relations } = curation.current(document);
    const path = paths[number];
    const whole = { id: basename(path), text: document.getText(), passages: [], mentions, relations };
    collector.add(whole, path, within);
  }
  const graph = collector.finished();
  await writeGraph(graph, format, out);
  const { concepts, relations } = graph;
  return {
    out,
    documents: documents.length,
    concepts: concepts.length,
    relations: relations.length,
    problems: [],
  };
}

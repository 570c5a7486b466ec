import { applyDecisions } from '../../curation/applyDecisions';
import { GraphCollector } from '../../graph/collector';
import { graphFormats } from '../../graph/graphFormats';
import { writeGraph } from '../../graph/writeGraph';
import { sentence } from '../../platform/failure';
import { packageVersion } from '../../platform/packageVersion';
import type { GraphRequest } from '../../protocol/analysis';
import type { GraphResult } from '../../protocol/commands';
import type { Analyser, Loading } from './analyser';
import { annotateDocument } from './annotateDocument';
import { corpusFiles, readCorpusFile } from './corpusFiles';
import { EarlierExports } from './earlierExports';
import { decisionsOn } from './standing';

/** More problems than these are not read by anybody. */
const mostProblems = 100;

/**
 * Merges what files and folders say into a graph, with what persons decided on them, one document after the other, and writes it. What fails of it is told, and the rest is
 * still done. Progress counts the documents known so far, and a file that is still to be read as one.
 */
export async function collectGraph(
  analyser: Analyser,
  request: GraphRequest,
  { preferredName }: Pick<Loading, 'preferredName'>,
  progress: (done: number, total: number) => void,
): Promise<GraphResult> {
  const { paths, open, leftOut, given, minimumScore, unlinked, mostEvidence, out } = request;
  const format = graphFormats.find(({ id }) => id === request.format);
  if (!format) throw new Error(`"${request.format}" is not a format of a graph; there are ${formatIds}.`);
  const model = given === 'all' || !analyser.model ? {} : { model: analyser.model.name };
  const collector = new GraphCollector(
    { version: packageVersion(), ...model, given, minimumScore },
    { unlinked, mostEvidence, preferredName },
  );
  const problems: string[] = [];
  const earlier = await EarlierExports.open(request.exports);
  const files = await corpusFiles(paths, open, leftOut);
  for (const [index, file] of files.entries()) {
    const unread = files.length - index - 1;
    if (await earlier.wroteAll(file)) continue;
    try {
      const read = await readCorpusFile(file, open);
      // A stretch of brat's annotations is none of the text beside them.
      const within = file.path === paths[0] ? request.within : undefined;
      // What is taken from the file is what it says, whatever was decided beside it.
      const decided = given === 'none' ? await decisionsOn(file, read) : undefined;
      problems.push(...read.problems, ...(decided?.problems ?? []));
      const total = collector.documentCount + read.documents.length + unread;
      for (const document of read.documents) {
        const tell = () => progress(collector.documentCount, total);
        const found = given === 'all' ? document : await annotateDocument(analyser, document, given, tell);
        const annotated = { ...found, ...applyDecisions(document.text, found, decided?.of(document) ?? []) };
        collector.add(annotated, file.path, within);
        tell();
      }
    } catch (error) {
      problems.push(`${file.path}: ${sentence(error)}`);
    }
  }
  const graph = collector.finished();
  if (graph.documents.length === 0)
    throw new Error(problems[0] ?? `${paths.join(', ')} holds no document that can be read.`);
  progress(graph.documents.length, graph.documents.length);
  await writeGraph(graph, format, out);
  return {
    out,
    documents: graph.documents.length,
    concepts: graph.concepts.length,
    relations: graph.relations.length,
    problems: problems.slice(0, mostProblems),
  };
}

const formatIds = graphFormats.map(({ id }) => id).join(', ');

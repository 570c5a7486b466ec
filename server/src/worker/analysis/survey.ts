import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import type { AnnotatedDocument } from '../../annotation/model';
import { sidecarPath } from '../../curation/sidecarFile';
import { sentence } from '../../platform/failure';
import type { AnalysisReply, SurveyRequest, SurveyResult } from '../../protocol/analysis';
import { type DocumentFindings, findingsIn } from '../../survey/findings';
import type { Analyser } from './analyser';
import { type CorpusFile, corpusFiles, readCorpusFile } from './corpusFiles';
import { EarlierExports } from './earlierExports';
import type { KeptAnnotations } from './keptAnnotations';
import { decisionsOn, standing } from './standing';

/** A folder of more files than these is an archive, and nobody looks through it concept by concept. */
const mostFiles = 5_000;
/** Larger files, in bytes, are corpora rather than papers. */
const largestFile = 4 * 2 ** 20;

/** Reads what is new in folders, file by file; one that cannot be read is told, and the others are still done. */
export async function survey(
  analyser: Analyser,
  request: SurveyRequest,
  kept: KeptAnnotations | undefined,
  send: (reply: AnalysisReply) => void,
): Promise<SurveyResult> {
  const { id, folders, open, except, leftOut, exports, known } = request;
  const earlier = await EarlierExports.open(exports);
  const found: CorpusFile[] = [];
  for (const file of await corpusFiles(folders, open, leftOut))
    if (!except.includes(file.path) && !(await earlier.wroteAll(file))) found.push(file);
  const files = found.slice(0, mostFiles);
  const present: string[] = [];
  let large = 0;
  for (const file of files) {
    const state = await stateOf(file, request);
    if (state === undefined) continue;
    if (state === 'large') {
      large++;
      continue;
    }
    present.push(file.path);
    if (known.get(file.path) === state) continue;
    send({ type: 'surveying', id, path: file.path, state });
    const { documents, problems } = await findings(analyser, file, request, kept);
    send({ type: 'surveyed', id, path: file.path, state, documents, problems });
  }
  const notes = [
    ...(found.length > mostFiles
      ? [
          `${found.length - mostFiles} of ${found.length} files do not count: no more than ${mostFiles} are read.`,
        ]
      : []),
    ...(large > 0
      ? [
          `${large} ${large === 1 ? 'file does' : 'files do'} not count: ${large === 1 ? 'it is' : 'they are'} larger than ${largestFile / 2 ** 20} MiB.`,
        ]
      : []),
  ];
  return { present, notes };
}

async function findings(
  analyser: Analyser,
  file: CorpusFile,
  { open, minimumScore }: SurveyRequest,
  kept: KeptAnnotations | undefined,
): Promise<{ documents: DocumentFindings[]; problems: readonly string[] }> {
  try {
    const read = await readCorpusFile(file, open);
    const decided = await decisionsOn(file, read);
    const documents: DocumentFindings[] = [];
    for (const document of read.documents) {
      const choice = isAnnotated(document) ? 'curated' : 'both';
      const found = await standing(analyser, document, decided, {
        choice,
        minimumScore,
        kept,
        between: () => {},
      });
      documents.push(findingsIn(found ?? document));
    }
    // Warnings of readers are for those who open the file.
    return { documents, problems: decided.problems };
  } catch (error) {
    return { documents: [], problems: [`${file.path}: ${sentence(error)}`] };
  }
}

/** A document that its file brings with annotations says what these say. */
const isAnnotated = ({ mentions, relations }: AnnotatedDocument): boolean =>
  mentions.length + relations.length > 0;

/** Changes whenever the file, or what stands beside it, is written; undefined where it is gone again. */
async function stateOf(
  { path, annotations = [] }: CorpusFile,
  { open }: SurveyRequest,
): Promise<string | undefined> {
  const held = open.find((each) => each.path === path);
  const heldOr = (each: string) => {
    const text = open.find((other) => other.path === each)?.text;
    return text === undefined
      ? fileState(each)
      : `in an editor ${createHash('sha256').update(text).digest('hex')}`;
  };
  const beside = await Promise.all([fileState(sidecarPath(path)), ...annotations.map(heldOr)]);
  const own = await heldOr(path);
  if (own === 'none') return undefined;
  if (!held && Number(own.split(' ')[0]) > largestFile) return 'large';
  return [own, ...beside].join(' | ');
}

const fileState = (path: string): Promise<string> =>
  stat(path).then(
    ({ size, mtimeMs, ino }) => `${size} ${mtimeMs} ${ino}`,
    () => 'none',
  );

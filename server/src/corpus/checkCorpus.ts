import type { AnnotatedDocument } from '../annotation/model';
import type { Format } from '../formats/format';
import { sentence } from '../platform/failure';
import { packageVersion } from '../platform/packageVersion';
import { inSlices } from '../terminology/candidates/slices';
import { figuresOf } from './figures';
import type { Check, Checked } from './findings/check';
import { edges } from './findings/edges';
import { inconsistentMarks } from './findings/inconsistentMarks';
import { labels } from './findings/labels';
import { longDocuments } from './findings/longDocuments';
import { mentionShapes } from './findings/mentionShapes';
import { rareTypes } from './findings/rareTypes';
import { type ReadProblems, readerProblems } from './findings/readerProblems';
import { relationEnds } from './findings/relationEnds';
import { sharedIds } from './findings/sharedIds';
import { sharedTexts } from './findings/sharedTexts';
import { unknownConcepts } from './findings/unknownConcepts';
import {
  type CheckedFile,
  type CorpusReport,
  type Finding,
  type HeldOut,
  type SplitFigures,
  type SplitName,
  severities,
  splitNames,
} from './model';
import { readSource } from './readSource';
import type { SourcedDocument } from './source';
import { splitDocuments, usualShare } from './split';

/** What is looked for, in the order in which findings of one severity are told. */
const checks: readonly { readonly doing: string; readonly check: Check }[] = [
  { doing: 'texts that stand in several places', check: sharedTexts },
  { doing: 'ids of documents', check: sharedIds },
  { doing: 'labels', check: labels },
  { doing: 'rare types', check: rareTypes },
  { doing: 'relations', check: relationEnds },
  { doing: 'inconsistent marks', check: inconsistentMarks },
  { doing: 'overlapping mentions', check: mentionShapes },
  { doing: 'edges of mentions', check: edges },
  { doing: 'ids of concepts', check: unknownConcepts },
  { doing: 'long documents', check: longDocuments },
];

/** From how many mentions to learn from a type is not called rare. */
export const usualRare = 50;

export type CorpusPaths = Readonly<Partial<Record<SplitName, readonly string[]>>>;

export interface CheckOptions extends Partial<Pick<Checked, 'base' | 'isKnownConcept' | 'rare'>> {
  /** The files' format; decided by content where not given. */
  readonly from?: Format;
  /** What is held out where no dev file is given. */
  readonly share?: number;
  readonly seed?: number;
  /** @param share from 0 to 1 of the work */
  readonly progress?: (share: number, doing: string) => void;
  readonly signal?: AbortSignal;
}

/**
 * What files are fit for as a corpus, before anything is learned from them.
 * @throws the signal's reason once it is aborted
 */
export async function checkCorpus(paths: CorpusPaths, options: CheckOptions = {}): Promise<CorpusReport> {
  const { base, isKnownConcept, rare = usualRare, seed = 1, share = usualShare, progress, signal } = options;
  const orders = splitNames.flatMap((split) => (paths[split] ?? []).map((path) => ({ split, path })));
  const steps = orders.length + checks.length + 2;
  let step = 0;
  const next = async (doing: string) => {
    progress?.(step++ / steps, doing);
    await new Promise(setImmediate);
    signal?.throwIfAborted();
  };
  const sliced = <T>(work: Generator<void, T>): Promise<T> =>
    inSlices(work, async () => {
      await new Promise(setImmediate);
      signal?.throwIfAborted();
    });

  const files: CheckedFile[] = [];
  const problems: ReadProblems[] = [];
  let documents: SourcedDocument[] = [];
  for (const order of orders) {
    await next(`reading ${order.path}`);
    const read = await readFileOf(order, options.from);
    files.push(read.file);
    problems.push(read.problems);
    for (const document of read.documents) documents.push(document);
  }
  await next('splitting');
  let heldOut: HeldOut | undefined;
  if (!paths.dev?.length) ({ documents, heldOut } = await sliced(split(documents, share, seed)));
  await next('counting');
  const splits: SplitFigures[] = [];
  for (const name of splitNames) {
    const own = documents.filter((each) => each.split === name).map(({ document }) => document);
    if (own.length > 0) splits.push(await sliced(figuresOf(name, own)));
  }
  const findings: Finding[] = [...refusals(files), ...readerProblems(problems)];
  for (const { doing, check } of checks) {
    await next(`looking for ${doing}`);
    findings.push(...(await sliced(check({ documents, base, isKnownConcept, rare }))));
  }
  return {
    format: 'biogloss-corpus-check',
    version: 1,
    software: packageVersion(),
    usable: files.every(({ refused }) => refused === undefined),
    files,
    splits,
    ...(base && { base }),
    ...(heldOut && { heldOut }),
    findings: findings.sort((a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity)),
  };
}

interface ReadFile {
  readonly file: CheckedFile;
  readonly problems: ReadProblems;
  readonly documents: readonly SourcedDocument[];
}

async function readFileOf(
  { path, split }: { path: string; split: SplitName },
  from?: Format,
): Promise<ReadFile> {
  const nothing = { path, split, documents: 0, mentions: 0, relations: 0, dropped: 0 };
  try {
    const { read, format, source, refused } = await readSource(path, from);
    const { documents, problems, droppedMentions: dropped } = read;
    const counts = {
      documents: documents.length,
      mentions: sum(documents, ({ mentions }) => mentions.length),
      relations: sum(documents, ({ relations }) => relations.length),
      dropped,
    };
    return {
      file: {
        path,
        split,
        format: format.id,
        ...counts,
        ...(refused !== undefined && { refused: `${path} cannot be used as a corpus: ${refused}.` }),
      },
      problems: { path, problems, mentions: counts.mentions, dropped },
      documents: documents.map((document) => ({ document, split, source })),
    };
  } catch (error) {
    return {
      file: { ...nothing, refused: `${sentence(error).replace(/\.$/, '')}.` },
      problems: { path, problems: [], mentions: 0, dropped: 0 },
      documents: [],
    };
  }
}

const sum = (documents: readonly AnnotatedDocument[], of: (document: AnnotatedDocument) => number): number =>
  documents.reduce((total, document) => total + of(document), 0);

/** As training splits where no dev file is given. */
function* split(
  documents: SourcedDocument[],
  share: number,
  seed: number,
): Generator<void, { documents: SourcedDocument[]; heldOut?: HeldOut }> {
  const learned = documents.filter(({ split }) => split === 'train');
  const texts = learned.map((each) => ({ id: each.document.id, text: each.document.text, each }));
  const { heldOut } = yield* splitDocuments(texts, share, seed);
  if (heldOut.length === 0) return { documents };
  const chosen = new Set(heldOut.map(({ each }) => each));
  return {
    documents: documents.map((each) => (chosen.has(each) ? { ...each, split: 'dev' } : each)),
    heldOut: { share, seed, ids: heldOut.map(({ each }) => each.document.id) },
  };
}

function refusals(files: readonly CheckedFile[]): Finding[] {
  const places = files.flatMap(({ path, refused }) =>
    refused === undefined ? [] : [{ file: path, message: refused }],
  );
  return places.length === 0
    ? []
    : [
        {
          kind: 'refused',
          severity: 'error',
          title: 'Files that cannot be used',
          message:
            'Nothing is learned from a file that cannot be read, holds no mention, or has more than 5 % of its mentions in the wrong place.',
          count: places.length,
          places,
        },
      ];
}

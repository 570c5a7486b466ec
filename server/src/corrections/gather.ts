import type { AnnotatedDocument, Annotations } from '../annotation/model';
import type { Decision } from '../curation/decision';
import { type Verdict, verdictOf } from '../curation/verdict';
import { Failure } from '../platform/failure';
import { holdOut } from './holdOut';
import { judgedPart } from './judged';
import type { ReviewedFile } from './reviewedFiles';

/** What a model does with a document, and what it can find at all. */
export interface Finder {
  readonly entityTypes: readonly string[];
  annotate(document: AnnotatedDocument): Promise<Annotations>;
}

/** How often persons decided what on mentions. */
export type Verdicts = Readonly<Record<Verdict, number>>;

/** Documents that persons have judged, as far as they have, as gold ones. */
export interface Corrections {
  readonly learned: readonly AnnotatedDocument[];
  /** What a model learned is measured on these. */
  readonly heldOut: readonly AnnotatedDocument[];
  readonly types: readonly string[];
  /** In all documents, and in those that are learned from. */
  readonly verdicts: { readonly all: Verdicts; readonly learned: Verdicts };
  /** Documents that are judged as a whole; of the others only sentences count. */
  readonly whole: number;
  /** Documents with decisions of which nothing can be learned yet. */
  readonly leftOut: readonly string[];
  /** Documents in which relations are left open, where persons decided on some at all: no relations are learned then. */
  readonly openRelations: number;
}

/**
 * Makes a corpus of what persons decided, and holds a part of it out.
 * @param share of the documents to hold out, from 0 to 1
 * @throws Failure with a sentence where there is too little to learn from and to measure on
 */
export async function gatherCorrections(
  files: readonly ReviewedFile[],
  model: Finder,
  { share, seed }: { readonly share: number; readonly seed: number },
  progress: (done: number, total: number) => void = () => {},
): Promise<Corrections> {
  const types = new Set(files.flatMap(({ decisions }) => decisions.flatMap(typesOf)));
  const subject = { types, found: new Set(model.entityTypes) };
  const judged: { file: ReviewedFile; document: AnnotatedDocument; isWhole: boolean; isOpen: boolean }[] = [];
  const leftOut: string[] = [];
  for (const [index, file] of files.entries()) {
    const { document, decisions, isFinished } = file;
    const predicted = await model.annotate(document);
    const part = judgedPart({ document, decisions, predicted, isFinished }, subject);
    const { passages, mentions, relations, isWhole } = part;
    if (passages.length === 0) leftOut.push(document.id);
    else
      judged.push({
        file,
        document: { ...document, passages, mentions, relations: relations ?? [] },
        isWhole,
        isOpen: relations === undefined,
      });
    progress(index + 1, files.length);
  }
  const hasRelations = files.some(({ decisions }) => decisions.some(({ kind }) => kind === 'relation'));
  const open = judged.filter(({ isOpen }) => isOpen).length;
  // A document whose relations are open would be learned as one that claims none.
  const teaches = (document: AnnotatedDocument) => (open > 0 ? { ...document, relations: [] } : document);
  const drawn = holdOut(
    judged.map((each) => ({ ...each, name: each.file.name, text: each.document.text })),
    share,
    seed,
  );
  const kept = drawn.kept.map(({ document }) => teaches(document));
  const heldOut = drawn.heldOut.map(({ document }) => teaches(document));
  checkEnough(kept, heldOut);
  return {
    learned: kept,
    heldOut,
    types: [...types].sort(),
    verdicts: {
      all: verdictsOf(judged.map(({ file }) => file)),
      learned: verdictsOf(drawn.kept.map(({ file }) => file)),
    },
    whole: judged.filter(({ isWhole }) => isWhole).length,
    leftOut,
    openRelations: hasRelations ? open : 0,
  };
}

const typesOf = (decision: Decision): string[] =>
  decision.kind === 'mention' && !decision.place.lost
    ? [decision.was, decision.is].flatMap((said) => (said ? [said.type] : []))
    : [];

function verdictsOf(files: readonly ReviewedFile[]): Verdicts {
  const counts = { accepted: 0, corrected: 0, rejected: 0, added: 0 };
  for (const decision of files.flatMap(({ decisions }) => decisions))
    if (decision.kind === 'mention' && !decision.place.lost) counts[verdictOf(decision)]++;
  return counts;
}

function checkEnough(learned: readonly AnnotatedDocument[], heldOut: readonly AnnotatedDocument[]): void {
  if (heldOut.length === 0)
    throw new Failure(
      learned.length === 0
        ? 'There is nothing to learn from: no document has decisions, or what the model finds around each of them is undecided.'
        : 'Only one document can be learned from, and one more is needed to measure on. Review another one.',
    );
  for (const [documents, purpose] of [
    [learned, 'learned from'],
    [heldOut, 'measured on'],
  ] as const)
    if (documents.every(({ mentions }) => mentions.length === 0))
      throw new Failure(
        `The documents that would be ${purpose} have no mention: ${documents.map(({ id }) => id).join(', ')}. Review more documents.`,
      );
}

import type { AnnotationChoice } from '../../annotation/annotationChoice';
import { scoredAtLeast } from '../../annotation/leastScore';
import type { AnnotatedDocument, Annotations } from '../../annotation/model';
import { describeProblem } from '../../annotation/problem';
import { type DecidedOn, decidedOn } from '../../corrections/decidedOn';
import { chosenAnnotations } from '../../curation/chosenAnnotations';
import { type Decision, isLost } from '../../curation/decision';
import { findAgain } from '../../curation/findAgain';
import { loadSidecar, sidecarPath } from '../../curation/sidecarFile';
import type { Analyser } from './analyser';
import { annotateDocument } from './annotateDocument';
import type { CorpusFile, ReadCorpusFile } from './corpusFiles';
import type { KeptAnnotations } from './keptAnnotations';

/** What persons decided on a file, and what is wrong with it. */
export interface DecidedFile extends DecidedOn {
  /** Decisions of which a place is not found in the file. */
  readonly lost: readonly Decision[];
  /** What is wrong with the sidecar, a line each. */
  readonly problems: readonly string[];
}

/** The decisions on a file, as its editor has them or as they lie beside it. @throws Failure where the sidecar cannot be read */
export async function decisionsOn(
  { path, name }: CorpusFile,
  { documents, text, decisions }: ReadCorpusFile,
): Promise<DecidedFile> {
  const told = (placed: readonly Decision[], problems: readonly string[]) => ({
    ...decidedOn(placed, { name, text, documents }),
    lost: placed.filter(isLost),
    problems,
  });
  if (decisions) return told(decisions, []);
  const sidecar = sidecarPath(path);
  const { sidecar: found, problems } = await loadSidecar(sidecar);
  return told(
    findAgain(found.decisions, text),
    problems.map((problem) => describeProblem(sidecar, problem)),
  );
}

interface StandingOptions {
  readonly choice: AnnotationChoice;
  /** Predictions with a lower score (0 to 1) count as none. */
  readonly minimumScore: number;
  readonly kept?: KeptAnnotations;
  /** Called, and waited for, between two units of a long document. */
  readonly between: () => unknown;
}

/**
 * A document with the annotations that were chosen. The model is asked only where what it says counts, and has not been kept.
 * @returns undefined where only persons' annotations are wanted and there are none
 */
export async function standing(
  analyser: Analyser,
  document: AnnotatedDocument,
  decided: DecidedOn,
  { choice, minimumScore, kept, between }: StandingOptions,
): Promise<AnnotatedDocument | undefined> {
  const decisions = decided.of(document);
  const isAsked = choice !== 'curated' || decisions.length > 0;
  const found = isAsked ? await predictionsFor(analyser, document, kept, between) : none;
  const predicted = scoredAtLeast(found, minimumScore);
  return chosenAnnotations(choice, { document, predicted, decisions, isInFile: decided.isInFile });
}

const none: Annotations = { mentions: [], relations: [] };

async function predictionsFor(
  analyser: Analyser,
  document: AnnotatedDocument,
  kept: KeptAnnotations | undefined,
  between: () => unknown,
): Promise<Annotations> {
  const known = await kept?.get(document);
  if (known) return known;
  const { mentions, relations } = await annotateDocument(analyser, document, 'none', between);
  await kept?.set(document, { mentions, relations });
  return { mentions, relations };
}

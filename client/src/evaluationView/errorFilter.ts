import type { ErrorKind, EvaluationReport, ReportStage } from '../../../server/src/protocol/evaluationReport';

/** Which errors a person wants to see. */
export interface ErrorFilter {
  readonly hiddenKinds: readonly ErrorKind[];
  readonly hiddenTypes: readonly string[];
  /** Words that a row must hold, all of them. */
  readonly search: string;
}

export const openFilter: ErrorFilter = { hiddenKinds: [], hiddenTypes: [], search: '' };

export const kindTitles: Readonly<Record<ErrorKind, string>> = {
  falsePositive: 'False positive',
  missed: 'Missed',
  boundary: 'Wrong boundary',
  type: 'Wrong type',
  concept: 'Wrong concept',
  relation: 'Wrong relation',
};

/** The places, in the stage's list, of the errors that a filter leaves. */
export function filteredErrors(
  { documents, names }: Pick<EvaluationReport, 'documents' | 'names'>,
  { errors }: Pick<ReportStage, 'errors'>,
  { hiddenKinds, hiddenTypes, search }: ErrorFilter,
): number[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  return errors.flatMap((error, place) => {
    if (hiddenKinds.includes(error.kind) || hiddenTypes.includes(error.type)) return [];
    if (words.length === 0) return place;
    const said = [...error.gold, ...error.predicted].flatMap(({ text, type, concepts }) => [
      text,
      type,
      ...concepts,
      ...concepts.map((id) => (Object.hasOwn(names, id) ? names[id] : '')),
    ]);
    const row = [kindTitles[error.kind], error.detail, documents[error.document].id, ...said]
      .join('\n')
      .toLowerCase();
    return words.every((word) => row.includes(word)) ? place : [];
  });
}

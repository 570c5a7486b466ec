import type { EvaluationReport, Said } from '../../../server/src/protocol/evaluationReport';
import { element, percent } from '../page/dom';
import { SortedTable } from '../page/sortedTable';
import { kindTitles } from './errorFilter';

/** The errors of a stage as a table; rows are places in its list. */
export function errorTable(
  { stages, documents }: EvaluationReport,
  stage: () => number,
  selected: () => number | undefined,
  select: (error: number) => void,
): SortedTable<number> {
  const of = (error: number) => stages[stage()].errors[error];
  const score = (error: number) => of(error).predicted[0]?.score;
  return new SortedTable<number>(
    'Errors',
    [
      {
        title: 'Error',
        cell: (error) => kindTitles[of(error).kind],
        key: (error) => kindTitles[of(error).kind],
      },
      { title: 'Type', cell: (error) => of(error).type, key: (error) => of(error).type },
      {
        title: 'Gold',
        cell: (error) => marked('gold', of(error).gold),
        key: (error) => wordings(of(error).gold),
      },
      {
        title: 'Predicted',
        cell: (error) => marked('predicted', of(error).predicted),
        key: (error) => wordings(of(error).predicted),
      },
      {
        title: 'Score',
        numeric: true,
        cell: (error) => percent(score(error)) || '–',
        key: (error) => score(error) ?? -1,
      },
      {
        title: 'Document',
        cell: (error) => documents[of(error).document].id,
        key: (error) => documents[of(error).document].id,
      },
      {
        title: 'Line',
        numeric: true,
        cell: (error) => String(of(error).line ?? '–'),
        key: (error) => of(error).line ?? 0,
      },
      { title: 'What is wrong', cell: (error) => of(error).detail, key: (error) => of(error).detail },
    ],
    (error) => error === selected(),
    select,
    { column: 0, ascending: true },
  );
}

const wordings = (said: readonly Said[]): string => said.map(({ text }) => text).join('; ');

const marked = (side: 'gold' | 'predicted', said: readonly Said[]): Node | string =>
  said.length === 0 ? '–' : element('span', { class: `says ${side}` }, wordings(said));

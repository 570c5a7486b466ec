import { csvLine } from '../../text/csvLine';
import { mainInterval, mainValue } from './mainValue';
import type {
  CurveFigure,
  CurvePoint,
  EvaluationReport,
  Learned,
  ReportError,
  ReportFigure,
  Said,
} from './model';

type Cell = string | number | undefined;

/** A table: a header and a row for each item. */
function table<Row>(columns: Readonly<Record<string, (row: Row) => Cell>>, rows: readonly Row[]): string {
  const cells = Object.values(columns);
  return [csvLine(Object.keys(columns)), ...rows.map((row) => csvLine(cells.map((cell) => cell(row))))].join(
    '',
  );
}

type StageFigure = ReportFigure & { readonly given: string };

/** The figures of all stages, a line each. */
export const figuresCsv = ({ stages }: EvaluationReport): string =>
  table<StageFigure>(
    {
      given: ({ given }) => given,
      figure: ({ name }) => name,
      precision: ({ p }) => p,
      recall: ({ form, r }) => (form === 'share' ? undefined : r),
      f1: ({ f1 }) => f1,
      share: ({ form, r }) => (form === 'share' ? r : undefined),
      right: ({ tp }) => tp,
      wrong: ({ fp }) => fp,
      missed: ({ fn }) => fn,
      low: (figure) => mainInterval(figure)?.[0],
      high: (figure) => mainInterval(figure)?.[1],
      other: ({ comparison }) => comparison?.other,
      difference: ({ comparison }) => comparison?.difference,
      difference_low: ({ comparison }) => comparison?.interval[0],
      difference_high: ({ comparison }) => comparison?.interval[1],
      p: ({ comparison }) => comparison?.p,
    },
    stages.flatMap(({ given, figures }) => figures.map((figure) => ({ ...figure, given }))),
  );

type StageError = ReportError & { readonly given: string };

/** The errors of all stages, a line each. Offsets count UTF-16 units of the document's text from 0, lines and columns of the file from 1. */
export const errorsCsv = ({ stages, documents }: EvaluationReport): string =>
  table<StageError>(
    {
      given: ({ given }) => given,
      kind: ({ kind }) => kind,
      detail: ({ detail }) => detail,
      type: ({ type }) => type,
      document: ({ document }) => documents[document].id,
      file: ({ document }) => documents[document].file,
      line: ({ line }) => line,
      column: ({ column }) => column,
      start: ({ start }) => start,
      end: ({ end }) => end,
      ...saidBy('gold'),
      ...saidBy('predicted'),
      score: ({ predicted: [first] }) => first?.score,
    },
    stages.flatMap(({ given, errors }) => errors.map((error) => ({ ...error, given }))),
  );

type PointFigure = CurveFigure & Learned & { readonly given: string };

/** The figures of a learning curve, a line for each figure of each part; differences are those from the next smaller part. */
export const curveCsv = (curve: readonly CurvePoint[]): string =>
  table<PointFigure>(
    {
      share: ({ share }) => share,
      documents: ({ documents }) => documents,
      given: ({ given }) => given,
      figure: ({ name }) => name,
      value: mainValue,
      low: (figure) => mainInterval(figure)?.[0],
      high: (figure) => mainInterval(figure)?.[1],
      difference: ({ comparison }) => comparison?.difference,
      difference_low: ({ comparison }) => comparison?.interval[0],
      difference_high: ({ comparison }) => comparison?.interval[1],
      p: ({ comparison }) => comparison?.p,
    },
    curve.flatMap(({ share, documents, stages }) =>
      stages.flatMap(({ given, figures }) =>
        figures.map((figure) => ({ ...figure, given, share, documents })),
      ),
    ),
  );

/** What one side says of it, in three columns. */
const saidBy = (side: 'gold' | 'predicted'): Record<string, (error: StageError) => Cell> => {
  const each = (told: (said: Said) => string) => (error: StageError) => error[side].map(told).join('; ');
  return {
    [side]: each(({ text }) => text),
    [`${side}_type`]: each(({ type }) => type),
    [`${side}_concepts`]: each(({ concepts }) => concepts.join('|')),
  };
};

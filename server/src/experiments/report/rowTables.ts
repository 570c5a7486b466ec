import type { FiguresFile, RunFigures } from '../figuresFile';
import type { Row } from '../plan';
import { namesOf, table, unknown } from './markdown';

/** The figures of a row's runs that were made with its present config. */
export const runsOf = (
  { runs }: Pick<Row, 'runs'>,
  { runs: known }: Pick<FiguresFile, 'runs'>,
): RunFigures[] =>
  runs.flatMap(({ name, fingerprint }) => (known[name]?.fingerprint === fingerprint ? [known[name]] : []));

/** One line a row, with the difference of each to the first; rows without figures are told to be not run. */
export function ablationTable(rows: readonly Row[], figures: FiguresFile): string {
  const columns = columnsOf(rows, figures);
  const [full] = rows;
  const reference = mean(runsOf(full, figures).map(entities));
  const header = ['network', ...columns.map(({ title }) => title), 'difference', 'minutes', 'seeds'];
  return table(
    header,
    rows.map((row) => {
      const made = runsOf(row, figures);
      if (made.length === 0) return [row.title, ...columns.map(() => unknown), unknown, unknown, 'not run'];
      const difference = mean(made.map(entities)) - reference;
      const told = row === full || Number.isNaN(difference) ? unknown : signed(difference);
      const minutes = Math.round(mean(made.map((run) => run.minutes)));
      const seeds =
        made.length === row.runs.length ? String(made.length) : `${made.length} of ${row.runs.length}`;
      return [
        row.title,
        ...columns.map(({ of }) => meanAndSpread(made.map(of))),
        told,
        String(minutes),
        seeds,
      ];
    }),
  );
}

/** One line a share of the documents. */
export function learningCurveTable(rows: readonly Row[], figures: FiguresFile): string {
  const columns = columnsOf(rows, figures);
  return table(
    ['documents', ...columns.map(({ title }) => title)],
    rows.map((row) => {
      const made = runsOf(row, figures);
      const share = `${Math.round(100 * row.share)} %`;
      if (made.length === 0) return [`${share}, not run`, ...columns.map(() => unknown)];
      return [`${made[0].documents} (${share})`, ...columns.map(({ of }) => meanAndSpread(made.map(of)))];
    }),
  );
}

interface Column {
  readonly title: string;
  readonly of: (run: RunFigures) => number;
}

/** F1 of each entity type, of all, and of each relation type between gold entities. */
export function columnsOf(rows: readonly Row[], figures: FiguresFile): Column[] {
  const some = rows.flatMap((row) => runsOf(row, figures))[0];
  const types = some ? namesOf(some.raw, 'mention_') : [];
  const relations = some ? namesOf(some.givenEntities, 'relation_') : [];
  return [
    ...types.map((type) => ({ title: type, of: (run: RunFigures) => f1Of(run.raw, `mention_${type}`) })),
    { title: 'all entities', of: entities },
    ...relations.map((type) => ({
      title: `${type}, entities given`,
      of: (run: RunFigures) => f1Of(run.givenEntities, `relation_${type}`),
    })),
  ];
}

const entities = (run: RunFigures): number => f1Of(run.raw, 'mention_all');

function f1Of(scores: RunFigures['raw'], name: string): number {
  const figures = scores[name];
  return typeof figures === 'object' ? figures.f1 : Number.NaN;
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/** With several seeds also how far they lie apart, from the lowest to the highest. */
function meanAndSpread(values: readonly number[]): string {
  const shown = mean(values).toFixed(3);
  return values.length < 2
    ? shown
    : `${shown} (${Math.min(...values).toFixed(3)}–${Math.max(...values).toFixed(3)})`;
}

const signed = (difference: number): string =>
  `${difference < 0 ? '−' : '+'}${Math.abs(difference).toFixed(3)}`;

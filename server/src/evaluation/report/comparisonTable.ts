import { textTable } from '../table';
import type { EvaluationReport, FigureComparison } from './model';

/** The paired comparison as a table of fixed width, F1 and shares in percent; one part a stage. */
export function comparisonTable({ scored, compared, stages }: EvaluationReport): string {
  const header = ['F1 or share', 'scored', 'other', 'difference', '95 % interval', 'p'];
  const parts = stages.flatMap(({ title, figures }) => {
    const rows = figures.flatMap(({ name, form, r, f1, comparison }) => {
      if (!comparison) return [];
      const { other, difference, interval, p } = comparison;
      const [low, high] = interval.map(signed);
      return [
        [
          name,
          percent(form === 'share' ? r : f1!),
          percent(other),
          signed(difference),
          `${low} to ${high}`,
          p.toFixed(4),
        ],
      ];
    });
    if (rows.length === 0) return [];
    return [...(stages.length > 1 ? [`${title}\n`] : []), textTable([header, ...rows])];
  });
  return [`${scored} compared with ${compared}\n`, ...parts, ''].join('\n');
}

/** The comparison by stage and figure, for `--json`. */
export const comparisonJson = ({
  stages,
}: EvaluationReport): Record<string, Record<string, FigureComparison>> =>
  Object.fromEntries(
    stages.map(({ given, figures }) => [
      given,
      Object.fromEntries(figures.flatMap(({ name, comparison }) => (comparison ? [[name, comparison]] : []))),
    ]),
  );

const percent = (share: number): string => (100 * share).toFixed(2);

const signed = (share: number): string => `${share < 0 ? '−' : '+'}${percent(Math.abs(share))}`;

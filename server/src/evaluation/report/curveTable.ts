import { textTable } from '../table';
import { mainInterval, mainValue } from './mainValue';
import type { CurveFigure, CurvePoint, EvaluationReport } from './model';

/**
 * A learning curve as a table of fixed width: a row a figure, a column a part, in percent with 95 % intervals; last what the last part brought. One
 * table a stage.
 */
export function curveTable({ stages, curve = [] }: Pick<EvaluationReport, 'stages' | 'curve'>): string {
  const last = curve.at(-1);
  if (!last) return '';
  const header = [
    'F1 or share',
    ...curve.map(({ share, documents }) => `${documents} documents (${Math.round(100 * share)} %)`),
    ...(curve.length > 1 ? ['the last step brought', 'p'] : []),
  ];
  return last.stages
    .map(({ given, figures }) => {
      const title = stages.find((stage) => stage.given === given)?.title ?? given;
      const rows = figures.map((figure) => [
        figure.name,
        ...curve.map((point) => told(figureOf(point, given, figure.name))),
        ...(curve.length > 1 ? gain(figure) : []),
      ]);
      return `${title}\n\n${textTable([header, ...rows])}`;
    })
    .join('\n');
}

const figureOf = ({ stages }: CurvePoint, given: string, name: string): CurveFigure | undefined =>
  stages.find((stage) => stage.given === given)?.figures.find((figure) => figure.name === name);

function told(figure: CurveFigure | undefined): string {
  const interval = figure && mainInterval(figure);
  if (!interval) return '–';
  const [low, high] = interval.map((bound) => (100 * bound).toFixed(1));
  return `${(100 * mainValue(figure)).toFixed(2)} (${low}–${high})`;
}

function gain({ comparison }: CurveFigure): [difference: string, p: string] {
  if (!comparison) return ['–', '–'];
  const [difference, low, high] = [comparison.difference, ...comparison.interval].map(
    (share) => `${share < 0 ? '−' : '+'}${(100 * Math.abs(share)).toFixed(2)}`,
  );
  return [`${difference} (${low} to ${high})`, comparison.p.toFixed(4)];
}

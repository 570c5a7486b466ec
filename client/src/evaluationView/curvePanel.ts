import {
  type CurveFigure,
  type CurvePoint,
  type EvaluationReport,
  mainInterval,
  mainValue,
  type ReportStage,
} from '../../../server/src/protocol/evaluationReport';
import { count } from '../page/count';
import { element } from '../page/dom';
import { curvePicture } from './curvePicture';
import { inOrder, nameOfMeasure } from './measures';
import { percent, signed, withInterval } from './shares';

/** What more documents bring: a picture of the main figures of a stage, and a table of all of them. */
export function curvePanel({ curve = [] }: EvaluationReport, { given, figures }: ReportStage): Node[] {
  const figureAt = (point: CurvePoint, name: string) =>
    point.stages.find((stage) => stage.given === given)?.figures.find((figure) => figure.name === name);
  const drawn = figures.filter((figure) => isMain(figure, figures));
  const series = drawn.map((figure) => ({
    title: nameOfMeasure(figure.measure),
    points: curve.flatMap((point) => {
      const found = figureAt(point, figure.name);
      const interval = found && mainInterval(found);
      return interval ? [{ documents: point.documents, value: mainValue(found), interval }] : [];
    }),
  }));
  const head = [
    'Measure',
    'Type',
    ...curve.map(({ share, documents }) => `${count(documents, 'document')} (${percent(share, 0)}\u00a0%)`),
    'Last step',
    'p',
  ];
  return [
    element(
      'p',
      { class: 'hint' },
      'F1, or a share, of models that learned from parts of the documents; a smaller part lies within the larger ones. Bars are 95 % intervals of the documents it was measured on.',
    ),
    curvePicture(series),
    element(
      'table',
      { class: 'figures' },
      element('caption', { class: 'unseen' }, 'Figures of each part in percent, with 95 % intervals'),
      element(
        'thead',
        {},
        element(
          'tr',
          {},
          ...head.map((title, at) => element('th', { scope: 'col', class: at > 1 ? 'number' : '' }, title)),
        ),
      ),
      element(
        'tbody',
        {},
        ...inOrder(figures).map((figure) =>
          element(
            'tr',
            { class: figure.type === 'all' ? 'sum' : undefined },
            element('th', { scope: 'row' }, nameOfMeasure(figure.measure)),
            element('td', {}, figure.type),
            ...[...curve.map((point) => told(figureAt(point, figure.name))), ...gain(figure)].map((cell) =>
              element('td', { class: 'number' }, cell),
            ),
          ),
        ),
      ),
    ),
    element(
      'p',
      { class: 'hint' },
      'The last step is the difference between the two largest parts; p is that of a paired bootstrap test.',
    ),
  ];
}

/** Sums, and what has no sum since there is one type of it. */
const isMain = ({ measure, type }: CurveFigure, figures: readonly CurveFigure[]): boolean =>
  ['mention', 'concept', 'relation'].includes(measure) &&
  (type === 'all' || !figures.some((other) => other.measure === measure && other.type === 'all'));

const told = (figure: CurveFigure | undefined): string | Node =>
  figure ? withInterval(mainValue(figure), mainInterval(figure)) : '–';

const gain = ({ comparison }: CurveFigure): (string | Node)[] =>
  comparison
    ? [withInterval(comparison.difference, comparison.interval, signed), comparison.p.toFixed(4)]
    : ['–', '–'];

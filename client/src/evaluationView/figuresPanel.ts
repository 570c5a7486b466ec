import type {
  EvaluationReport,
  ReportFigure,
  ReportStage,
} from '../../../server/src/protocol/evaluationReport';
import { element } from '../page/dom';
import { inOrder, nameOfMeasure } from './measures';
import { percent, signed, withInterval } from './shares';

/** The figures of a stage as a table, with their intervals and, where there is one, the comparison. */
export function figuresPanel(report: EvaluationReport, { figures }: ReportStage): Node[] {
  const { compared, bootstrap, notes, problems } = report;
  const headers = ['Measure', 'Type', 'Precision', 'Recall', 'F1 or share', 'Right', 'Wrong', 'Missed'];
  const head = [...headers, ...(compared === undefined ? [] : ['Other', 'Difference', 'p'])];
  const rows = inOrder(figures).map((figure) => row(figure, compared !== undefined));
  return [
    element(
      'table',
      { class: 'figures' },
      element('caption', { class: 'unseen' }, 'Figures in percent, with 95 % intervals'),
      element(
        'thead',
        {},
        element(
          'tr',
          {},
          ...head.map((title, at) => element('th', { scope: 'col', class: at > 1 ? 'number' : '' }, title)),
        ),
      ),
      element('tbody', {}, ...rows),
    ),
    element(
      'p',
      { class: 'hint' },
      `In percent, with the 95 % intervals of ${bootstrap.draws.toLocaleString('en')} bootstrap draws of documents.`,
      compared === undefined
        ? ''
        : ` Compared with ${compared} on the same documents: a positive difference is in favour of ${report.scored}; p is that of a paired bootstrap test.`,
    ),
    ...listed('Where gold and predictions do not fit each other', notes),
    ...listed('Problems in the files', problems),
  ];
}

const listed = (title: string, items: readonly string[]): Node[] =>
  items.length === 0
    ? []
    : [element('h2', {}, title), element('ul', {}, ...items.map((item) => element('li', {}, item)))];

function row(
  { measure, type, form, p, r, f1, tp, fp, fn, interval, comparison }: ReportFigure,
  compares: boolean,
) {
  const isShare = form === 'share';
  const main = isShare ? withInterval(r, interval.r) : withInterval(f1, interval.f1);
  const cells = [
    isShare ? '' : withInterval(p, interval.p),
    isShare ? '' : withInterval(r, interval.r),
    main,
    String(tp),
    isShare ? '' : String(fp),
    String(fn),
    ...(compares
      ? comparison
        ? [
            percent(comparison.other),
            withInterval(comparison.difference, comparison.interval, signed),
            comparison.p.toFixed(4),
          ]
        : ['–', '–', '–']
      : []),
  ];
  return element(
    'tr',
    { class: type === 'all' ? 'sum' : undefined },
    element('th', { scope: 'row' }, nameOfMeasure(measure)),
    element('td', {}, type),
    ...cells.map((cell) => element('td', { class: 'number' }, cell)),
  );
}

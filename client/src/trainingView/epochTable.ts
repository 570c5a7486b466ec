import { type Curves, pace } from '../../../server/src/runs/curves';
import { element } from '../page/dom';
import { figuresOf } from './charts';

/** The run as a table, a row an epoch: what the curves show, for those who would rather read it. */
export function epochTable(curves: Curves): HTMLElement {
  const scored = [...new Set(curves.evaluations.flatMap((each) => figuresOf(each).map(([name]) => name)))];
  const head = ['Epoch', 'Steps', 'Mean loss', 'Words a second', ...scored.map((name) => `F1, ${name}`)];
  const header = element(
    'tr',
    {},
    ...head.map((title, i) => element('th', { scope: 'col', class: i > 0 && 'number' }, title)),
  );
  return element(
    'div',
    { class: 'table' },
    element(
      'table',
      {},
      element('caption', { class: 'unseen' }, 'The training, a row an epoch'),
      element('thead', {}, header),
      element('tbody', {}, ...rowsOf(curves, scored)),
    ),
  );
}

interface Step {
  readonly loss: number;
  readonly words: number;
  readonly seconds: number;
}

function rowsOf({ guesses, steps, evaluations }: Curves, scored: readonly string[]): HTMLElement[] {
  const rows: HTMLElement[] = [];
  if (guesses.length > 0) rows.push(row('Reading beforehand', guesses, [], scored));
  for (const epoch of new Set(steps.map((step) => step.epoch))) {
    const evaluation = evaluations.find((each) => each.epoch === epoch);
    const title = evaluation?.best ? `${epoch}, the best so far` : String(epoch);
    const own = steps.filter((step) => step.epoch === epoch);
    rows.push(row(title, own, evaluation ? figuresOf(evaluation) : [], scored));
  }
  return rows;
}

function row(
  title: string,
  steps: readonly Step[],
  figures: readonly (readonly [string, number])[],
  scored: readonly string[],
): HTMLElement {
  const loss = steps.reduce((sum, step) => sum + step.loss, 0) / steps.length;
  const f1 = new Map(figures);
  const cells = [
    steps.length.toLocaleString('en'),
    loss.toPrecision(4),
    Math.round(pace(steps, steps.length)).toLocaleString('en'),
    ...scored.map((name) => f1.get(name)?.toFixed(4) ?? ''),
  ];
  return element(
    'tr',
    {},
    element('th', { scope: 'row' }, title),
    ...cells.map((cell) => element('td', { class: 'number' }, cell)),
  );
}

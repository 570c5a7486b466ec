import type { ReportStage } from '../../../server/src/protocol/evaluationReport';
import { count } from '../page/count';
import { element } from '../page/dom';

/** Whether scores mean what they say: a table for each kind of claim, with a bar whose length is the share that is right and a tick at the mean score. */
export function calibrationPanel({ calibration }: ReportStage): Node[] {
  if (calibration.length === 0)
    return [
      element('p', { class: 'hint' }, 'The predictions have no scores, so there is nothing to calibrate.'),
    ];
  return [
    element(
      'p',
      { class: 'hint' },
      'Of claims with a score of 80 %, four of five should be right. The bar is the share that is right, the tick the mean score.',
    ),
    ...calibration.flatMap(({ of, claims, bins, expectedError }) => [
      element(
        'h2',
        {},
        `${of[0].toUpperCase()}${of.slice(1)}: expected calibration error ${percent(expectedError)}, ${count(claims, 'claim')}`,
      ),
      element(
        'table',
        { class: 'figures' },
        element('caption', { class: 'unseen' }, `Reliability of the scores of ${of}`),
        element(
          'thead',
          {},
          element(
            'tr',
            {},
            ...['Scores', 'Claims', 'Mean score', 'Right'].map((title, at) =>
              element('th', { scope: 'col', class: at > 0 ? 'number' : '' }, title),
            ),
            element('th', { 'aria-hidden': 'true' }),
          ),
        ),
        element(
          'tbody',
          {},
          ...bins.map(({ from, to, claims: held, score, right }) =>
            element(
              'tr',
              {},
              element('th', { scope: 'row' }, `${percent(from, 0)} – ${percent(to, 0)}`),
              element('td', { class: 'number' }, held.toLocaleString('en')),
              element('td', { class: 'number' }, percent(score)),
              element('td', { class: 'number' }, percent(right)),
              element('td', { 'aria-hidden': 'true' }, bar(score, right)),
            ),
          ),
        ),
      ),
    ]),
  ];
}

/** 100 units wide; attributes and no styles, which the policy of a page may forbid. */
function bar(score: number, right: number): Node {
  const svg = (tag: string, attributes: Readonly<Record<string, number | string>>) => {
    const made = document.createElementNS('http://www.w3.org/2000/svg', tag);
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, String(value));
    return made;
  };
  const picture = svg('svg', { class: 'bar', viewBox: '0 0 100 10', width: 200, height: 14 });
  picture.append(
    svg('rect', { class: 'all', x: 0, y: 2, width: 100, height: 6 }),
    svg('rect', { class: 'right', x: 0, y: 2, width: 100 * right, height: 6 }),
    svg('rect', { class: 'tick', x: Math.min(99, 100 * score - 0.5), y: 0, width: 1, height: 10 }),
  );
  return picture;
}

const percent = (share: number, decimals = 1): string => `${(100 * share).toFixed(decimals)} %`;

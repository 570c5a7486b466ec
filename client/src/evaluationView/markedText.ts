import type { ReportError } from '../../../server/src/protocol/evaluationReport';
import { element } from '../page/dom';
import { piecesOf } from './pieces';

const told: Readonly<Record<string, string>> = {
  gold: 'gold',
  predicted: 'predicted',
  'gold predicted': 'gold and predicted',
};

/** As elements: gold has a solid line below, predicted a dashed box; a reader of the screen is told in words. */
export const markedText = (
  text: string,
  error: Pick<ReportError, 'context' | 'gold' | 'predicted' | 'start' | 'end'>,
): (Node | string)[] =>
  piecesOf(text, error).map(({ text: words, sides }) =>
    sides.length === 0
      ? words
      : element(
          'mark',
          { class: sides.join(' '), title: told[sides.join(' ')] },
          element('span', { class: 'unseen' }, `[${told[sides.join(' ')]}: `),
          words,
          element('span', { class: 'unseen' }, ']'),
        ),
  );

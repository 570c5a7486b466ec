import type { Curves } from '../../../server/src/runs/curves';
import { figuresOf } from './charts';

const columns = ['time', 'kind', 'epoch', 'step', 'loss', 'rate', 'words', 'seconds', 'score', 'f1'] as const;
type Row = Partial<Record<(typeof columns)[number], string | number>>;

/** All that the curves are drawn from, a row for each step and for each score of an evaluation (RFC 4180, lines ended by \\r\\n). */
export function csv({ guesses, steps, evaluations }: Curves): string {
  const rows: Row[] = [
    ...guesses.map((each) => ({ ...each, kind: 'reading beforehand' })),
    ...steps.map((each) => ({ ...each, kind: 'step' })),
    ...evaluations.flatMap((each) =>
      figuresOf(each).map(([score, f1]) => ({
        time: each.time,
        kind: 'evaluation',
        epoch: each.epoch,
        step: each.step,
        score,
        f1,
      })),
    ),
  ];
  return [columns, ...rows.map((row) => columns.map((column) => cell(row[column])))]
    .map((cells) => `${cells.join(',')}\r\n`)
    .join('');
}

const cell = (value: string | number | undefined): string => {
  const text = String(value ?? '');
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

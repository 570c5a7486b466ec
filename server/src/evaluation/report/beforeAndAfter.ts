import { textTable } from '../table';
import type { EvaluationReport, FigureComparison, ReportFigure } from './model';

/** Precision, recall and F1 of one type, from 0 to 1, with the 95 % interval of F1. */
export interface TypeFigures extends Pick<ReportFigure, 'tp' | 'fp' | 'fn'> {
  readonly p: number;
  readonly r: number;
  readonly f1: number;
  readonly interval: readonly [low: number, high: number];
}

/** What a model has won or lost on one type. */
export interface TypeChange {
  /** An entity type, or `all`; of relations with `relation ` before it. */
  readonly type: string;
  readonly before: TypeFigures;
  readonly after: TypeFigures;
  /** Of F1: what the new model has more, as a paired bootstrap tells it. */
  readonly change: Pick<FigureComparison, 'difference' | 'interval'>;
}

/** One model beside the one that it was made from, on the same documents, from raw text. */
export interface BeforeAndAfter {
  readonly documents: number;
  /** All mentions last. */
  readonly types: readonly TypeChange[];
  /** All mentions are found better than before. */
  readonly isBetter: boolean;
  /** And not by the chance of these documents alone: they are not too few, and the 95 % interval of the difference lies above 0. */
  readonly isSure: boolean;
}

/** Of fewer documents a bootstrap tells nothing: drawn with repetition they are the same few again and again. */
const fewest = 5;

/**
 * Puts two reports on the same documents beside each other.
 * @param after was compared with `before`
 */
export function beforeAndAfter(before: EvaluationReport, after: EvaluationReport): BeforeAndAfter {
  const [old] = before.stages;
  const types = after.stages[0].figures.flatMap((figure): TypeChange[] => {
    const known = old.figures.find(({ name }) => name === figure.name);
    const { measure, type, comparison } = figure;
    if (!known || !comparison || !['mention', 'relation'].includes(measure)) return [];
    const { difference, interval } = comparison;
    return [
      {
        type: measure === 'relation' ? `relation ${type}` : type,
        before: figuresOf(known),
        after: figuresOf(figure),
        change: { difference, interval },
      },
    ];
  });
  const all = types.find(({ type }) => type === 'all');
  const documents = after.counted.length;
  return {
    documents,
    types,
    isBetter: (all?.change.difference ?? 0) > 0,
    isSure: documents >= fewest && (all?.change.interval[0] ?? 0) > 0,
  };
}

const figuresOf = ({ p = 0, r, f1 = 0, tp, fp, fn, interval }: ReportFigure): TypeFigures => ({
  p,
  r,
  f1,
  tp,
  fp,
  fn,
  interval: interval.f1 ?? interval.r,
});

/** As a table of fixed width, in percent: two rows a type. */
export function beforeAndAfterTable({ types }: BeforeAndAfter): string {
  const header = ['', '', 'precision', 'recall', 'F1', '95 % interval', 'right', 'wrong', 'missed'];
  const row = (name: string, when: string, { p, r, f1, interval, tp, fp, fn }: TypeFigures) => [
    name,
    when,
    percent(p),
    percent(r),
    percent(f1),
    interval.map(percent).join(' to '),
    String(tp),
    String(fp),
    String(fn),
  ];
  const rows = types.flatMap(({ type, before, after, change: { difference, interval } }) => [
    row(type, 'before', before),
    row('', 'after', after),
    ['', 'change', '', '', signed(difference), interval.map(signed).join(' to '), '', '', ''],
  ]);
  return textTable([header, ...rows]);
}

/** In a sentence whether the new model is better, and in one more each type that is found worse. */
export function verdictLines({ documents, types, isBetter, isSure }: BeforeAndAfter): string[] {
  const all = types.find(({ type }) => type === 'all');
  if (all === undefined) return ['Nothing could be compared.'];
  const change = `F1 of mentions ${percent(all.before.f1)} before, ${percent(all.after.f1)} now`;
  const on = `on ${documents} held-out document${documents === 1 ? '' : 's'}`;
  const verdict = isSure
    ? `The new model is better: ${change}, ${on}.`
    : isBetter
      ? `The new model is better ${on}, but that may be chance: ${change}.`
      : `The new model is not better: ${change}, ${on}. Review more documents before you use it.`;
  const worse = types.filter(({ type, change }) => type !== 'all' && change.difference < 0);
  return [
    verdict,
    ...worse.map(
      ({ type, before, after }) =>
        `${type} is found worse than before: F1 ${percent(before.f1)} before, ${percent(after.f1)} now.`,
    ),
  ];
}

const percent = (share: number): string => (100 * share).toFixed(1);
const signed = (share: number): string => `${share < 0 ? '−' : '+'}${percent(Math.abs(share))}`;

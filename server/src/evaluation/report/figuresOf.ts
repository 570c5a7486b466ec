import type { Bootstrap, Interval } from '../bootstrap';
import type { Count } from '../count';
import { fourDecimals } from '../figures';
import { nameOf } from '../score';
import { type ScoredStage, tells } from '../stages';
import type { Compared } from './compared';
import type { FigureComparison, ReportFigure } from './model';

/** What a stage tells, with intervals, and beside what it is compared with where that has the same figure. */
export function figuresOf(
  { given, counts }: ScoredStage,
  bootstrap: Bootstrap,
  compared: Compared | undefined,
  alive: () => void,
): ReportFigure[] {
  return counts.counts
    .filter((count) => tells(given, nameOf(count)))
    .map((count): ReportFigure => {
      alive();
      const { measure, type, form, tally } = count;
      const { p, r, f1, ...hits } = tally.figures();
      const intervals = bootstrap.intervals(count);
      const other = compared?.tallyOf(given, nameOf(count));
      return {
        name: nameOf(count),
        measure,
        type,
        form,
        ...(form === 'share' ? { r } : { p, r, f1 }),
        ...hits,
        interval:
          form === 'share'
            ? { r: rounded(intervals.r) }
            : { p: rounded(intervals.p), r: rounded(intervals.r), f1: rounded(intervals.f1) },
        ...(other && { comparison: comparisonOf(count, other, bootstrap) }),
        byDocument: { tp: [...tally.tp], fp: [...tally.fp], fn: [...tally.fn] },
      };
    });
}

function comparisonOf(count: Count, other: Count['tally'], bootstrap: Bootstrap): FigureComparison {
  const { difference, interval, p } = bootstrap.difference(count, other);
  const { r, f1 } = other.figures();
  return {
    other: count.form === 'share' ? r : f1,
    difference: fourDecimals(difference),
    interval: rounded(interval),
    p: fourDecimals(p),
  };
}

const rounded = ([low, high]: Interval): Interval => [fourDecimals(low), fourDecimals(high)];

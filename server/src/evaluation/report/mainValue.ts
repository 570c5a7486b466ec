import type { Interval } from '../bootstrap';
import type { CurveFigure } from './model';

/** The one number that tells a figure: F1, or the share; 0 to 1. */
export const mainValue = ({ form, r, f1 }: Pick<CurveFigure, 'form' | 'r' | 'f1'>): number =>
  form === 'share' ? r : (f1 ?? 0);

/** Its 95 % interval. */
export const mainInterval = ({
  form,
  interval,
}: Pick<CurveFigure, 'form' | 'interval'>): Interval | undefined =>
  form === 'share' ? interval.r : interval.f1;

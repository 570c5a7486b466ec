import { element } from '../page/dom';

/** A share from 0 to 1 in percent, without the sign. */
export const percent = (share: number, decimals = 2): string => (100 * share).toFixed(decimals);

/** A difference of shares, with its direction. */
export const signed = (share: number, decimals = 2): string =>
  `${share < 0 ? '−' : '+'}${percent(Math.abs(share), decimals)}`;

/** A value above its interval; nothing where there is none. */
export function withInterval(
  value: number | undefined,
  interval: readonly [number, number] | undefined,
  written = percent,
): string | Node {
  if (value === undefined || !interval) return '';
  const [low, high] = interval.map((bound) => written(bound, 1));
  return element('span', {}, written(value), element('span', { class: 'interval' }, `${low} – ${high}`));
}

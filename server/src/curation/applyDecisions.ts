import type { Annotations } from '../annotation/model';
import { type CuratedAnnotations, CuratedText } from './curatedText';
import type { Decision } from './decision';

/**
 * What a model found, as far as nobody decided otherwise, and what persons decided, with the origin `user`. Of several decisions on one thing the
 * latest counts. Lost decisions decide nothing.
 * @param predicted annotations of `text`; none, where only decisions are wanted
 */
export const applyDecisions = (
  text: string,
  predicted: Annotations,
  decisions: readonly Decision[],
): CuratedAnnotations => CuratedText.of(text, predicted, decisions).annotations;

import type { Span } from '../../text/span';

/** Stretches in the order in which a person wants them: the one at `near`, those after it, then those before it, backwards. */
export function nearestFirst<T extends { readonly span: Span }>(stretches: readonly T[], near: number): T[] {
  const at = stretches.findIndex(({ span }) => near < span.end);
  return at <= 0 ? [...stretches] : [...stretches.slice(at), ...stretches.slice(0, at).reverse()];
}

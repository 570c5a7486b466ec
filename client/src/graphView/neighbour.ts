export interface Point {
  readonly x: number;
  readonly y: number;
}

export type Direction = 'ArrowUp' | 'ArrowDown' | 'ArrowLeft' | 'ArrowRight';

const angles: Record<Direction, number> = {
  ArrowRight: 0,
  ArrowDown: Math.PI / 2,
  ArrowLeft: Math.PI,
  ArrowUp: -Math.PI / 2,
};

/**
 * The neighbour that an arrow key walks to: of those that lie in its quarter of the circle the one that is nearest, going astray counting
 * as distance.
 * @param neighbours id → place on screen, y downwards
 */
export function neighbourTowards(
  from: Point,
  neighbours: ReadonlyMap<string, Point>,
  direction: Direction,
): string | undefined {
  let best: string | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const [id, { x, y }] of neighbours) {
    const angle = Math.atan2(y - from.y, x - from.x) - angles[direction];
    const astray = Math.abs(Math.atan2(Math.sin(angle), Math.cos(angle)));
    const cost = Math.hypot(x - from.x, y - from.y) * (1 + astray);
    if (astray > Math.PI / 4 + 1e-9 || cost >= least) continue;
    best = id;
    least = cost;
  }
  return best;
}

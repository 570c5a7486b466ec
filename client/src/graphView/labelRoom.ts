import type { Point } from './neighbour';

/** A concept as it is drawn: a shape around its place, and its name below. */
export interface Labelled {
  readonly radius: number;
  readonly labelWidth: number;
}

/** From a shape down to the end of its name, in units of the picture. */
const labelHeight = 17;
const gap = 4;
/** Then the rest may touch; rows of names would need many more. */
const mostRounds = 300;

/** Moves concepts apart that lie on one another with their names, each by as little as it takes. The order of the list decides nothing but ties. */
export function makeRoomForLabels(concepts: readonly (Labelled & { x: number; y: number })[]): void {
  for (let round = 0; round < mostRounds; round++) {
    let moved = false;
    for (const [i, one] of concepts.entries())
      for (const other of concepts.slice(0, i)) {
        const by = overlap(one, other);
        if (!by) continue;
        one.x += by.x;
        one.y += by.y;
        other.x -= by.x;
        other.y -= by.y;
        moved = true;
      }
    if (!moved) return;
  }
}

/** How far the first of two has to go, and the second the other way, so that they part; undefined where they are apart. */
function overlap(one: Labelled & Point, other: Labelled & Point): Point | undefined {
  const x = halfWidth(one) + halfWidth(other) + gap - Math.abs(one.x - other.x);
  const y = halfHeight(one) + halfHeight(other) + gap - Math.abs(middle(one) - middle(other));
  if (x <= 0.01 || y <= 0.01) return undefined;
  if (y <= x) return { x: 0, y: (middle(one) < middle(other) ? -y : y) / 2 };
  return { x: (one.x < other.x ? -x : x) / 2, y: 0 };
}

const halfWidth = ({ radius, labelWidth }: Labelled): number => Math.max(radius, labelWidth / 2);
const halfHeight = ({ radius }: Labelled): number => radius + labelHeight / 2;
const middle = ({ y }: Point): number => y + labelHeight / 2;

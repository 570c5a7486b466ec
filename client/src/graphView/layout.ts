import {
  forceCollide,
  forceLink,
  forceManyBody,
  forceSimulation,
  forceX,
  forceY,
  type SimulationNodeDatum,
} from 'd3-force';
import { type Labelled, makeRoomForLabels } from './labelRoom';
import type { Point } from './neighbour';

export interface Arranged extends Labelled {
  readonly id: string;
}

interface Body extends SimulationNodeDatum, Arranged {}

/** Of so few concepts all names can be read at once, so they get the room for that. */
const mostReadable = 150;

/** Between so few there is room for what relations are called, too. */
const mostSpread = 15;

/** Milliseconds of work between two frames, so that keys and clicks are answered meanwhile. */
const slice = 12;

/**
 * Places for concepts by forces: relations pull, everything else pushes. The same graph gives the same picture.
 * @param known places to keep as far as possible, from a layout before
 * @param signal stops it; then the promise never settles
 */
export function arrange(
  concepts: readonly Arranged[],
  relations: readonly { readonly source: string; readonly target: string }[],
  known: ReadonlyMap<string, Point>,
  signal: AbortSignal,
): Promise<Map<string, Point>> {
  const bodies = concepts.map((concept): Body => ({ ...concept, ...known.get(concept.id) }));
  const isReadable = concepts.length <= mostReadable;
  const spread = concepts.length <= mostSpread ? 1.6 : 1;
  const isNew = bodies.some(({ x }) => x === undefined);
  const links = relations.filter(({ source, target }) => source !== target).map((link) => ({ ...link }));
  const simulation = forceSimulation(bodies)
    .force(
      'links',
      forceLink<Body, (typeof links)[number]>(links)
        .id(({ id }) => id)
        .distance(spread * 70),
    )
    .force(
      'apart',
      forceManyBody<Body>()
        .strength(spread ** 2 * -160)
        .distanceMax(600)
        .theta(1),
    )
    .force(
      'room',
      forceCollide<Body>(({ radius }) => radius + 8),
    )
    // Parts that nothing holds together stay in sight; wider than high, as windows are.
    .force('x', forceX(0).strength(0.045))
    .force('y', forceY(0).strength(0.07))
    .alpha(known.size > 0 ? 0.3 : 1)
    .alphaDecay(concepts.length > 500 ? 0.045 : 0.025)
    .stop();
  if (!isNew) simulation.alpha(0);
  return new Promise((resolve) => {
    const work = () => {
      if (signal.aborted) return;
      const until = performance.now() + slice;
      while (simulation.alpha() > simulation.alphaMin() && performance.now() < until) simulation.tick();
      if (simulation.alpha() > simulation.alphaMin()) setTimeout(work);
      else {
        const placed = bodies.map(({ x = 0, y = 0, ...concept }) => ({ ...concept, x, y }));
        if (isReadable && isNew) makeRoomForLabels(placed);
        resolve(new Map(placed.map(({ id, x, y }) => [id, { x, y }])));
      }
    };
    work();
  });
}

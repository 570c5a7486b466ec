import type { BuiltGraph } from '../onnx/builder';
import { evaluate, size } from '../onnx/shapes';
import type { HostTensors } from '../runtime/session';
import { RandomMasks } from './randomMask';

/** Fills a training graph's random masks anew for each pass; equal seeds and passes give equal masks. */
export class DropoutMasks {
  private readonly masks = new RandomMasks();

  constructor(
    private readonly built: Pick<BuiltGraph, 'graph' | 'masks'>,
    private readonly seed: number,
  ) {}

  /** @param feeds by which the sizes of the masks are known @param pass counted from 0 */
  draw(feeds: HostTensors, pass: number): HostTensors {
    const { graph, masks } = this.built;
    const symbols = new Map<string, number>();
    for (const { name, shape } of graph.inputs) {
      shape.forEach((dimension, axis) => {
        if (typeof dimension === 'string' && feeds[name]) symbols.set(dimension, feeds[name].dims[axis]);
      });
    }
    const filled = this.masks.fill(
      masks.map(({ shape, keep }, index) => ({
        key: [this.seed, pass, index],
        elements: evaluate(size(shape), symbols),
        keep,
      })),
    );
    return Object.fromEntries(
      masks.map(({ name, shape }, index) => {
        const dims = shape.map((dimension) => evaluate(dimension, symbols));
        return [name, { dataType: 'float32', dims, data: filled[index] } as const];
      }),
    );
  }
}

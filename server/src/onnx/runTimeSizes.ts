import type { Value } from './builtGraph';
import type { Attributes, DataType, Shape } from './ir';
import { showShape, terms } from './shapes';

/** What writing sizes needs of the graph's writer. */
interface NodeWriter {
  readonly name: string;
  constant(numbers: readonly number[], dataType: 'int64'): Value;
  node(
    op: string,
    inputs: readonly Value[],
    result: { dataType: DataType; shape: Shape },
    attributes?: Attributes,
  ): Value;
}

const vectorOf = (length: number) => ({ dataType: 'int64', shape: [length] }) as const;

/** Sizes that are symbols, computed when the graph runs from the shapes of its inputs. Each is written once. */
export class RunTimeSizes {
  /** The input, and the axis of it, where a symbol stood first. */
  private readonly sources = new Map<string, { input: Value; axis: number }>();
  private readonly known = new Map<string, Value>();

  constructor(private readonly writer: NodeWriter) {}

  addInput(input: Value): void {
    for (const [axis, dimension] of input.shape.entries()) {
      const [term, ...others] = terms(dimension);
      const isSymbol = others.length === 0 && term?.coefficient === 1 && term.symbols.length === 1;
      if (isSymbol && !this.sources.has(term.symbols[0])) this.sources.set(term.symbols[0], { input, axis });
    }
  }

  /** `value` holds these sizes already. */
  know(value: Value, sizes: Shape): void {
    this.known.set(showShape(sizes), value);
  }

  /** @returns the sizes as an int64 vector */
  vector(sizes: Shape): Value {
    return this.once(sizes, () => {
      const parts = sizes.map((d) =>
        typeof d === 'number' ? this.writer.constant([d], 'int64') : this.size(d),
      );
      return parts.length === 1
        ? parts[0]
        : this.writer.node('Concat', parts, vectorOf(parts.length), { axis: 0n });
    });
  }

  /** One size, as a vector of length 1. */
  private size(dimension: string): Value {
    return this.once([dimension], () =>
      terms(dimension)
        .map(({ coefficient, symbols }) => {
          const factors = symbols.map((symbol) => this.once([symbol], () => this.read(symbol)));
          if (coefficient !== 1 || factors.length === 0)
            factors.push(this.writer.constant([coefficient], 'int64'));
          return factors.reduce((a, b) => this.writer.node('Mul', [a, b], vectorOf(1)));
        })
        .reduce((a, b) => this.writer.node('Add', [a, b], vectorOf(1))),
    );
  }

  private read(symbol: string): Value {
    const source = this.sources.get(symbol);
    if (!source) {
      const symbols = [...this.sources.keys()].join(', ') || 'numbers';
      throw new Error(
        `no input of the graph "${this.writer.name}" has a size named "${symbol}", only ${symbols}`,
      );
    }
    const axes = { start: BigInt(source.axis), end: BigInt(source.axis + 1) };
    return this.writer.node('Shape', [source.input], vectorOf(1), axes);
  }

  private once(sizes: Shape, write: () => Value): Value {
    const value = this.known.get(showShape(sizes)) ?? write();
    this.know(value, sizes);
    return value;
  }
}

import type { Initializer } from './initializers';
import type { Graph, Shape, ValueInfo } from './ir';

/** A tensor of the graph under construction: its name there, what it holds, and its shape in numbers or symbols. */
export interface Value extends ValueInfo {
  /** What an int64 vector of sizes or axes holds, in numbers and symbols. */
  readonly content?: Shape;
}

/** A learned (or, where not trainable, given) tensor. It is a graph input of its own name; weights are fed by name. */
export interface Parameter {
  readonly name: string;
  readonly shape: readonly number[];
  readonly initial: Initializer;
  readonly trainable: boolean;
}

/** A graph input that the host fills anew for each step: each element is 1/keep with probability `keep`, else 0. */
export interface RandomMask {
  readonly name: string;
  readonly shape: Shape;
  readonly keep: number;
}

export interface BuiltGraph {
  readonly graph: Graph;
  readonly parameters: readonly Parameter[];
  readonly masks: readonly RandomMask[];
  /** Every tensor of the graph by name; the backward pass reads their shapes. */
  readonly values: ReadonlyMap<string, Value>;
}

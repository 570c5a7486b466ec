import type { PairExample } from '../../tasks/relation/batch';
import type { RelationExample } from './relationExamples';

/** An example with what is known of its concepts from other documents. */
export interface RatedExample extends RelationExample {
  readonly pairs: PairExample;
  /** How much its pairs count. */
  readonly weight: number;
}

/** An example as a head sees it. */
export interface SeenExample extends RatedExample {
  /** Scores of a first look that did not learn from it, [pairs × relationTypes]. */
  readonly first: Float32Array;
}

/** Weights of another model's relations to go on from, by name, and for each relation type its column there, or −1. */
export interface BaseWeights {
  readonly weights: ReadonlyMap<string, Float32Array>;
  readonly columns: readonly number[];
}

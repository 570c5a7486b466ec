import { firstLookGraph } from '../../tasks/inferenceGraphs';
import type { RelationType } from '../../tasks/modelConfig';
import { withRates } from '../../tasks/relation/batch';
import { ConceptRates, type PlacesOf } from '../../tasks/relation/conceptRates';
import { inSlices, type Turn } from '../../terminology/candidates/slices';
import type { BaseWeights, RatedExample, SeenExample } from './ratedExample';
import { judgedPairs, type RelationExample } from './relationExamples';
import { runPairs } from './runPairs';
import { trainFirstLook } from './trainFirstLook';

/** An example and its part of the documents. */
export interface FoldedExample {
  readonly example: RelationExample;
  readonly fold: number;
  readonly weight: number;
  /** Whether rates are counted from it. */
  readonly counted: boolean;
}

/**
 * What heads are given besides the text, rates of concepts and scores of a first look, is learned from the same documents as they. Of each example it has to
 * come from others, or a head would trust it more than it may with a new text. Rates and first looks that know nothing of some folds are
 * made here, each once.
 */
export class FoldedKnowledge {
  private readonly rates = new Map<string, ConceptRates>();
  private readonly looks = new Map<string, Map<string, Float32Array>>();

  constructor(
    private readonly examples: readonly FoldedExample[],
    private readonly types: readonly RelationType[],
    private readonly placesOf: PlacesOf,
    /** Before each slice of work. */
    private readonly turn: Turn,
    private readonly base?: BaseWeights & { readonly rates: ConceptRates },
  ) {}

  ratesWithout(folds: ReadonlySet<number>): ConceptRates {
    return once(this.rates, keyOf(folds), () => {
      const counted = this.examples.filter(({ fold, counted }) => counted && !folds.has(fold));
      const judged = judgedPairs(
        counted.map(({ example }) => example),
        this.types,
      );
      return ConceptRates.learn(judged, this.placesOf, this.base?.rates);
    });
  }

  /** Weights of `firstLook`, by name. */
  async firstLookWithout(folds: ReadonlySet<number>): Promise<Map<string, Float32Array>> {
    const key = keyOf(folds);
    const look = this.looks.get(key) ?? (await inSlices(this.#look(folds), this.turn));
    this.looks.set(key, look);
    return look;
  }

  *#look(folds: ReadonlySet<number>): Generator<void, Map<string, Float32Array>> {
    const rated: RatedExample[] = [];
    for (const each of this.examples.filter(({ fold }) => !folds.has(fold))) {
      yield;
      rated.push(this.rated(each, new Set([...folds, each.fold])));
    }
    return yield* trainFirstLook(rated, this.types.length, this.base);
  }

  /** Examples as a head that knows nothing of some folds sees them: each by what was learned without these and without its own. */
  async seen(examples: readonly FoldedExample[], without: ReadonlySet<number>): Promise<SeenExample[]> {
    const seen: SeenExample[] = [];
    for (const fold of new Set(examples.map((each) => each.fold))) {
      const folds = new Set([...without, fold]);
      const rated = examples.filter((each) => each.fold === fold).map((each) => this.rated(each, folds));
      const look = await this.firstLookWithout(folds);
      const scores = await runPairs(firstLookGraph(this.types.length), look, rated, this.turn);
      seen.push(...rated.map((example, i) => ({ ...example, first: scores[i] })));
    }
    return seen;
  }

  /** An example with rates that know nothing of some folds. */
  rated({ example, weight }: FoldedExample, without: ReadonlySet<number>): RatedExample {
    const { name } = this.types[example.column];
    return { ...example, weight, pairs: withRates(example.pairs, name, this.ratesWithout(without)) };
  }
}

const keyOf = (folds: ReadonlySet<number>): string => [...folds].sort().join();

function once<T>(made: Map<string, T>, key: string, make: () => T): T {
  const known = made.get(key) ?? make();
  made.set(key, known);
  return known;
}

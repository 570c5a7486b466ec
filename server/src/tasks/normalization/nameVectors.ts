import { KeptNumbers, samples } from '../../terminology/candidates/keptNumbers';
import type { TermIndex } from '../../terminology/index/termIndex';
import type { Span } from '../../text/span';
import kernelBytes from './dotProducts.wasm';
import type { NameEncoder } from './nameEncoder';

/** Names that are encoded between two pauses of building. */
const namesAStep = 200;
/** Vectors of length 1 are kept as bytes. */
const scale = 127;
const pageBytes = 65_536;
/** Names of other types that it costs less to compare than to pass over. */
const shortestGap = 32;

interface Kernel {
  dotProducts(target: number, asked: number, vectors: number, count: number, width: number): void;
}

/** A concept whose name is near a question's, with the cosine of their vectors. */
export interface NearConcept {
  readonly concept: number;
  readonly similarity: number;
}

/**
 * The vectors of all names of an index as bytes, 8 MB for 125,000 names, in the memory of a small program that compares one vector with all
 * of them in about a millisecond.
 */
export class NameVectors {
  /** Concept of each name. */
  readonly #concepts: Uint32Array;
  readonly #kernel: Kernel;
  readonly #vectors: Int8Array;
  readonly #asked: Int8Array;
  readonly #products: Int32Array;
  readonly #ofType = new Map<string, NamesOfType>();

  private constructor(
    readonly index: TermIndex,
    private readonly encoder: NameEncoder,
  ) {
    const { nameCount: count } = index;
    const { width } = encoder;
    if (width % 16 !== 0)
      throw new Error(`A name encoder's vectors have a multiple of 16 numbers; these have ${width}.`);
    // One unused page, where compilers keep their constants.
    const start = {
      vectors: pageBytes,
      asked: pageBytes + count * width,
      products: pageBytes + (count + 1) * width,
    };
    const memory = new WebAssembly.Memory({
      initial: Math.ceil((start.products + 4 * count) / pageBytes) + 1,
    });
    const module = new WebAssembly.Module(kernelBytes);
    this.#kernel = new WebAssembly.Instance(module, { env: { memory } }).exports as unknown as Kernel;
    this.#vectors = new Int8Array(memory.buffer, start.vectors, count * width);
    this.#asked = new Int8Array(memory.buffer, start.asked, width);
    this.#products = new Int32Array(memory.buffer, start.products, count);
    this.#concepts = new Uint32Array(count);
  }

  /** Builds in steps of a few milliseconds. */
  static *building(
    index: TermIndex,
    encoder: NameEncoder,
    kept = new KeptNumbers(),
  ): Generator<void, NameVectors> {
    const built = new NameVectors(index, encoder);
    for (let concept = 0; concept < index.conceptCount; concept++) {
      const { first, end } = index.namesOf(concept);
      built.#concepts.fill(concept, first, end);
    }
    yield;
    const vectors = yield* kept.of(
      `${index.sha256()}-${encoder.sha256()}`,
      Int8Array,
      (found) => agrees(found, index, encoder),
      function* () {
        const vectors = new Int8Array(index.nameCount * encoder.width);
        for (let name = 0; name < index.nameCount; name++) {
          quantise(encoder.encode(index.name(name)), vectors, name * encoder.width);
          if (name % namesAStep === 0) yield;
        }
        return vectors;
      },
    );
    built.#vectors.set(vectors);
    return built;
  }

  /** Cosines of a name's vector with those of the index's names. */
  similarityTo(wording: string): (name: number) => number {
    const { width } = this.encoder;
    const asked = new Int8Array(width);
    quantise(this.encoder.encode(wording), asked, 0);
    return (name) => {
      let product = 0;
      for (let i = 0; i < width; i++) product += asked[i] * this.#vectors[name * width + i];
      return product / (scale * scale);
    };
  }

  /**
   * The concepts of a type with the names nearest to `wording`, the nearest first.
   * @param limit how many at most
   */
  nearest(wording: string, limit: number, type: string): NearConcept[] {
    quantise(this.encoder.encode(wording), this.#asked, 0);
    const products = this.#products;
    const { runs, accepts } = this.#namesOf(type);
    const best: { concept: number; product: number }[] = [];
    let least = 0;
    for (const { start, end } of runs) {
      this.#compare(start, end);
      for (let name = start; name < end; name++) {
        const product = products[name];
        if (product <= least) continue;
        const concept = this.#concepts[name];
        if (accepts[concept] === 0) continue;
        const known = best.findIndex((each) => each.concept === concept);
        if (known >= 0) {
          if (best[known].product >= product) continue;
          best.splice(known, 1);
        }
        const at = best.findIndex((each) => each.product < product);
        best.splice(at < 0 ? best.length : at, 0, { concept, product });
        if (best.length > limit) best.pop();
        if (best.length === limit) least = best[limit - 1].product;
      }
    }
    return best.map(({ concept, product }) => ({ concept, similarity: product / (scale * scale) }));
  }

  /** Products of the asked vector with those of the names from `start` up to, not including, `end`. */
  #compare(start: number, end: number): void {
    const { width } = this.encoder;
    this.#kernel.dotProducts(
      this.#products.byteOffset + 4 * start,
      this.#asked.byteOffset,
      this.#vectors.byteOffset + start * width,
      end - start,
      width,
    );
  }

  #namesOf(type: string): NamesOfType {
    let names = this.#ofType.get(type);
    if (!names) {
      names = namesOfType(this.index, type);
      this.#ofType.set(type, names);
    }
    return names;
  }
}

/** Where the names of a type's concepts are. */
interface NamesOfType {
  /** Stretches of names that hold them all, and few others. */
  readonly runs: readonly Span[];
  /** 1 for the concepts of the type. */
  readonly accepts: Uint8Array;
}

function namesOfType(index: TermIndex, type: string): NamesOfType {
  const accepts = new Uint8Array(index.conceptCount);
  const runs: { start: number; end: number }[] = [];
  for (let concept = 0; concept < index.conceptCount; concept++) {
    if (!index.types(concept).includes(type)) continue;
    accepts[concept] = 1;
    const { first, end } = index.namesOf(concept);
    const last = runs.at(-1);
    if (last && first - last.end < shortestGap) last.end = end;
    else runs.push({ start: first, end });
  }
  return { runs, accepts };
}

function agrees(vectors: Int8Array, index: TermIndex, encoder: NameEncoder): boolean {
  const { width } = encoder;
  if (vectors.length !== index.nameCount * width) return false;
  const own = new Int8Array(width);
  for (const name of samples(index.nameCount)) {
    quantise(encoder.encode(index.name(name)), own, 0);
    if (own.some((value, i) => vectors[name * width + i] !== value)) return false;
  }
  return true;
}

function quantise(vector: Float32Array, target: Int8Array, at: number): void {
  for (let i = 0; i < vector.length; i++) target[at + i] = Math.round(vector[i] * scale);
}

import { KeptNumbers, samples } from '../../terminology/candidates/keptNumbers';
import { type NearestConcept, NearestConcepts } from '../../terminology/candidates/nearestConcepts';
import type { TermIndex } from '../../terminology/index/termIndex';
import kernelBytes from './dotProducts.wasm';
import type { NameEncoder } from './nameEncoder';
import { NamesByType } from './namesByType';

/** Names that are encoded between two pauses of building. */
const namesAStep = 200;
/** Vectors of length 1 are kept as bytes. */
const scale = 127;
const pageBytes = 65_536;
/** Vectors that are compared with one in one go: what was found among them says how near the next have to be. */
const vectorsAGo = 4_096;

interface Kernel {
  productsAbove(
    least: number,
    found: number,
    asked: number,
    vectors: number,
    first: number,
    end: number,
    width: number,
  ): number;
}

/**
 * The vectors of all names of an index as bytes, 8 MB for 125,000 names, in the memory of a small program that compares one vector with all
 * of them in a fraction of a millisecond. Names of one type stand together.
 */
export class NameVectors {
  readonly #kernel: Kernel;
  readonly #vectors: Int8Array;
  readonly #asked: Int16Array;
  readonly #found: Int32Array;
  readonly #places: NamesByType;
  #encoded: { readonly wording: string; readonly vector: Int8Array } | undefined;

  private constructor(
    readonly index: TermIndex,
    private readonly encoder: NameEncoder,
  ) {
    const { nameCount: count } = index;
    const { width } = encoder;
    if (width % 16 !== 0)
      throw new Error(`A name encoder's vectors have a multiple of 16 numbers; these have ${width}.`);
    // One unused page, where compilers keep their constants. Behind the vectors is room for what the program reads beyond them.
    const asked = pageBytes;
    const found = asked + 2 * width;
    const vectors = found + 8 * vectorsAGo;
    const memory = new WebAssembly.Memory({
      initial: Math.ceil((vectors + (count + 1) * width) / pageBytes),
    });
    const module = new WebAssembly.Module(kernelBytes);
    this.#kernel = new WebAssembly.Instance(module, { env: { memory } }).exports as unknown as Kernel;
    this.#asked = new Int16Array(memory.buffer, asked, width);
    this.#found = new Int32Array(memory.buffer, found, 2 * vectorsAGo);
    this.#vectors = new Int8Array(memory.buffer, vectors, count * width);
    this.#places = new NamesByType(index);
  }

  /** Builds in steps of a few milliseconds. */
  static *building(
    index: TermIndex,
    encoder: NameEncoder,
    kept = new KeptNumbers(),
  ): Generator<void, NameVectors> {
    const built = new NameVectors(index, encoder);
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
    built.#places.arrange(vectors, built.#vectors, encoder.width);
    return built;
  }

  /** Cosines of a name's vector with those of the index's names. */
  similarityTo(wording: string): (name: number) => number {
    const { width } = this.encoder;
    const asked = this.#encode(wording);
    return (name) => {
      const start = this.#places.placeOf(name) * width;
      let product = 0;
      for (let i = 0; i < width; i++) product += asked[i] * this.#vectors[start + i];
      return product / (scale * scale);
    };
  }

  /**
   * The concepts of a type with the names nearest to `wording`, by the cosine of their vectors; the nearest first.
   * @param limit how many at most
   */
  nearest(wording: string, limit: number, type: string): NearestConcept[] {
    this.#asked.set(this.#encode(wording));
    const near = new NearestConcepts(limit);
    const concepts = this.index.conceptOfEachName;
    for (const { start, end } of this.#places.stretchesOf(type))
      for (let first = start; first < end; first += vectorsAGo) {
        // Equal ones are found as well: an earlier name goes before a later one.
        const least = Math.max(0, near.least - 1);
        const count = this.#productsAbove(least, first, Math.min(end, first + vectorsAGo));
        for (let i = 0; i < count; i++) {
          const name = this.#places.nameAt(this.#found[2 * i]);
          near.add(concepts[name], name, this.#found[2 * i + 1]);
        }
      }
    return near.all.map((each) => ({ ...each, similarity: each.similarity / (scale * scale) }));
  }

  /** @returns how many of the vectors from `first` up to, not including, `end` have a larger product with the asked one; `#found` lists them */
  #productsAbove(least: number, first: number, end: number): number {
    const { byteOffset } = this.#vectors;
    return this.#kernel.productsAbove(
      least,
      this.#found.byteOffset,
      this.#asked.byteOffset,
      byteOffset,
      first,
      end,
      this.encoder.width,
    );
  }

  /** One name is asked for several times in a row. */
  #encode(wording: string): Int8Array {
    if (this.#encoded?.wording === wording) return this.#encoded.vector;
    const vector = new Int8Array(this.encoder.width);
    quantise(this.encoder.encode(wording), vector, 0);
    this.#encoded = { wording, vector };
    return vector;
  }
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

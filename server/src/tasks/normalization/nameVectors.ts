import type { TermIndex } from '../../terminology/index/termIndex';
import type { NameEncoder } from './nameEncoder';

/** Names that are encoded between two pauses of building. */
const namesAStep = 200;
/** Vectors of length 1 are kept as bytes. */
const scale = 127;

/** A name with the cosine of its vector and that of a question. */
export interface NearVector {
  readonly name: number;
  readonly similarity: number;
}

/** The vectors of all names of an index as bytes: 8 MB for 125,000 names. */
export class NameVectors {
  private constructor(
    readonly index: TermIndex,
    private readonly encoder: NameEncoder,
    private readonly vectors: Int8Array,
    /** Concept of each name. */
    private readonly concepts: Uint32Array,
  ) {}

  /** Builds in steps of a few milliseconds. */
  static *building(index: TermIndex, encoder: NameEncoder): Generator<void, NameVectors> {
    const { width } = encoder;
    const vectors = new Int8Array(index.nameCount * width);
    const concepts = new Uint32Array(index.nameCount);
    for (let name = 0; name < index.nameCount; name++) {
      const vector = encoder.encode(index.name(name));
      for (let i = 0; i < width; i++) vectors[name * width + i] = Math.round(vector[i] * scale);
      concepts[name] = index.conceptOfName(name);
      if (name % namesAStep === 0) yield;
    }
    return new NameVectors(index, encoder, vectors, concepts);
  }

  /** Cosines of a question's vector with those of names. */
  similarityTo(wording: string): (name: number) => number {
    const asked = this.#quantised(wording);
    return (name) => this.#dot(asked, name) / (scale * scale);
  }

  /**
   * The names nearest to `wording`, the nearest first; of one concept only its nearest name.
   * @param limit how many concepts at most
   */
  nearest(wording: string, limit: number, type: string): NearVector[] {
    const asked = this.#quantised(wording);
    const best: { name: number; concept: number; dot: number }[] = [];
    let least = 0;
    for (let name = 0; name < this.concepts.length; name++) {
      const dot = this.#dot(asked, name);
      if (dot <= least) continue;
      const concept = this.concepts[name];
      if (!this.index.types(concept).includes(type)) continue;
      const known = best.findIndex((each) => each.concept === concept);
      if (known >= 0) {
        if (best[known].dot >= dot) continue;
        best.splice(known, 1);
      }
      const at = best.findIndex((each) => each.dot < dot);
      best.splice(at < 0 ? best.length : at, 0, { name, concept, dot });
      if (best.length > limit) best.pop();
      if (best.length === limit) least = best[limit - 1].dot;
    }
    return best.map(({ name, dot }) => ({ name, similarity: dot / (scale * scale) }));
  }

  #quantised(wording: string): Int8Array {
    return Int8Array.from(this.encoder.encode(wording), (value) => Math.round(value * scale));
  }

  #dot(asked: Int8Array, name: number): number {
    const { vectors } = this;
    const start = name * asked.length;
    let sum = 0;
    for (let i = 0; i < asked.length; i++) sum += asked[i] * vectors[start + i];
    return sum;
  }
}

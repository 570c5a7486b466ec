import type { ConceptId } from '../annotation/model';
import type { NameKind } from './index/layout';
import type { TermIndex } from './index/termIndex';
import { keyHash } from './names/hash';
import { nameKey } from './names/nameKey';

/** A concept of one of several terminologies. */
export interface ConceptRef {
  readonly index: TermIndex;
  readonly concept: number;
}

/** A concept with a name that was asked for. */
export interface TermHit extends ConceptRef {
  /** Number of the name within the index. */
  readonly name: number;
  readonly kind: NameKind;
}

/** Several terminologies asked as one: those before go before. */
export class Terminologies {
  /** @param indexes the most important first */
  constructor(readonly indexes: readonly TermIndex[]) {}

  /** The concept of an id, from the first terminology that has it. */
  find(id: ConceptId): ConceptRef | undefined {
    for (const index of this.indexes) {
      const concept = index.find(id);
      if (concept >= 0) return { index, concept };
    }
    return undefined;
  }

  /** The concept that is said to be the same as another terminology's, from the first terminology that says so. */
  withXref(id: ConceptId): ConceptRef | undefined {
    for (const index of this.indexes) {
      const concept = index.conceptWithXref(id);
      if (concept >= 0) return { index, concept };
    }
    return undefined;
  }

  preferredName(id: ConceptId): string | undefined {
    const found = this.find(id);
    return found?.index.preferredName(found.concept);
  }

  /**
   * Concepts with a name of the same key: by terminology, then preferred names before synonyms before loose ones, then by id. A concept comes
   * once, also where several terminologies have it.
   */
  lookup(name: string): TermHit[] {
    const key = nameKey(name);
    return key === '' ? [] : this.lookupKey(key);
  }

  lookupKey(key: string, hash: number = keyHash(key)): TermHit[] {
    const seen = new Set<ConceptId>();
    return this.indexes.flatMap((index) =>
      index
        .lookupKey(key, hash)
        .sort((a, b) => a.kind - b.kind || a.concept - b.concept)
        .filter(({ concept }) => {
          const id = index.id(concept);
          return !seen.has(id) && seen.add(id);
        })
        .map((hit) => ({ index, ...hit })),
    );
  }

  mayHold(hash: number): boolean {
    for (const index of this.indexes) if (index.mayHold(hash)) return true;
    return false;
  }

  mayContinue(hash: number): boolean {
    for (const index of this.indexes) if (index.mayContinue(hash)) return true;
    return false;
  }
}

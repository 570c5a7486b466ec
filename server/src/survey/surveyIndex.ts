import type { ConceptId } from '../annotation/model';
import { isUnlinked } from '../annotation/unlinked';
import type { DocumentFindings, FoundPlace } from './findings';

/** What is said of a concept in all files. */
export interface SurveyedConcept {
  readonly id: ConceptId;
  readonly name: string;
  /** The type that most of its mentions have. */
  readonly type: string;
  readonly mentions: number;
  readonly documents: number;
}

/** Which relation is meant. */
export interface RelationKey {
  readonly type: string;
  readonly subject: ConceptId;
  readonly object: ConceptId;
  readonly negated: boolean;
}

export interface SurveyedRelation extends RelationKey {
  readonly subjectName: string;
  readonly objectName: string;
  readonly documents: number;
}

/** Where a document says something, in its order of reading. */
export interface DocumentPlaces {
  /** The file's path, or the address of a text that has none. */
  readonly source: string;
  readonly id: string;
  readonly places: readonly FoundPlace[];
}

interface ConceptCounts {
  readonly types: Counts;
  readonly wordings: Counts;
  /** How often each document mentions it. */
  readonly documents: Counts;
}

interface RelationCounts {
  readonly relation: RelationKey;
  readonly documents: Counts;
}

/**
 * Concepts and relations of many files, counted. A file is taken out and put in again as a whole; that takes as long as what it says, and not as what all
 * of them do.
 */
export class SurveyIndex {
  readonly #files = new Map<string, readonly DocumentFindings[]>();
  readonly #concepts = new Map<ConceptId, ConceptCounts>();
  readonly #relations = new Map<string, RelationCounts>();

  /** @param preferredName what a terminology calls a concept */
  constructor(private readonly preferredName: (id: ConceptId) => string | undefined) {}

  get fileCount(): number {
    return this.#files.size;
  }

  has(source: string): boolean {
    return this.#files.has(source);
  }

  /** What the file says from now on. @param source its path, or the address of a text that has none */
  set(source: string, documents: readonly DocumentFindings[]): void {
    this.delete(source);
    this.#files.set(source, documents);
    this.#count(source, documents, 1);
  }

  delete(source: string): void {
    const documents = this.#files.get(source);
    if (!documents) return;
    this.#files.delete(source);
    this.#count(source, documents, -1);
  }

  clear(): void {
    for (const each of [this.#files, this.#concepts, this.#relations]) each.clear();
  }

  /** @param query a part of a name, a wording or an id, in any case; empty for all. @returns those with the most mentions first */
  concepts(query = ''): SurveyedConcept[] {
    const wanted = folded(query);
    return [...this.#concepts]
      .filter(([id, { wordings }]) => wanted === '' || this.#fits(id, wordings, wanted))
      .map(([id, { types, documents }]) => ({
        id,
        name: this.#nameOf(id),
        type: types.most() ?? '',
        mentions: types.sum,
        documents: documents.size,
      }))
      .sort((a, b) => b.mentions - a.mentions || (a.name < b.name ? -1 : 1));
  }

  /** @param query as for concepts: of either end. @returns those that most documents claim first */
  relations(query = ''): SurveyedRelation[] {
    const wanted = folded(query);
    const fits = (id: ConceptId) => this.#fits(id, this.#concepts.get(id)?.wordings, wanted);
    return [...this.#relations.values()]
      .filter(({ relation }) => wanted === '' || fits(relation.subject) || fits(relation.object))
      .map(({ relation, documents }) => ({
        ...relation,
        subjectName: this.#nameOf(relation.subject),
        objectName: this.#nameOf(relation.object),
        documents: documents.size,
      }))
      .sort((a, b) => b.documents - a.documents || (a.subjectName < b.subjectName ? -1 : 1));
  }

  /** The documents that mention a concept, those that do so most often first. */
  mentionsOf(concept: ConceptId): DocumentPlaces[] {
    return this.#placesIn(this.#concepts.get(concept)?.documents, ({ mentions }) =>
      mentions.filter((mention) => mention.concept === concept).map(({ place }) => place),
    );
  }

  /** The documents that claim a relation; where no sentence is known to, the mentions of its subject stand for it. */
  claimsOf(wanted: RelationKey): DocumentPlaces[] {
    const key = keyOf(wanted);
    return this.#placesIn(this.#relations.get(key)?.documents, ({ relations, mentions }) => {
      const places = relations.filter((each) => keyOf(each) === key).flatMap((each) => each.places);
      if (places.length > 0) return places;
      return mentions.filter(({ concept }) => concept === wanted.subject).map(({ place }) => place);
    });
  }

  #placesIn(
    documents: Counts | undefined,
    placesOf: (document: DocumentFindings) => readonly FoundPlace[],
  ): DocumentPlaces[] {
    return (documents?.mostFrequent() ?? []).flatMap((key) => {
      const { source, number } = documentAt(key);
      const document = this.#files.get(source)?.[number];
      return document ? [{ source, id: document.id, places: placesOf(document) }] : [];
    });
  }

  #count(source: string, documents: readonly DocumentFindings[], by: 1 | -1): void {
    for (const [number, { mentions, relations }] of documents.entries()) {
      const key = documentKey(source, number);
      for (const { concept, type, place } of mentions) {
        const counts = this.#conceptCounts(concept);
        counts.types.add(type, by);
        counts.wordings.add(place.text, by);
        counts.documents.add(key, by);
        if (counts.types.sum === 0) this.#concepts.delete(concept);
      }
      for (const relation of relations) {
        const counts = this.#relationCounts(relation);
        counts.documents.add(key, by);
        if (counts.documents.sum === 0) this.#relations.delete(keyOf(relation));
      }
    }
  }

  #conceptCounts(id: ConceptId): ConceptCounts {
    const known = this.#concepts.get(id);
    if (known) return known;
    const counts = { types: new Counts(), wordings: new Counts(), documents: new Counts() };
    this.#concepts.set(id, counts);
    return counts;
  }

  #relationCounts({ type, subject, object, negated }: RelationKey): RelationCounts {
    const relation = { type, subject, object, negated };
    const key = keyOf(relation);
    const known = this.#relations.get(key);
    if (known) return known;
    const counts = { relation, documents: new Counts() };
    this.#relations.set(key, counts);
    return counts;
  }

  #nameOf(id: ConceptId): string {
    const wording = this.#concepts.get(id)?.wordings.most();
    return (
      this.preferredName(id) ??
      wording?.replace(/\s+/g, ' ') ??
      (isUnlinked(id) ? id.slice('text:'.length) : id)
    );
  }

  #fits(id: ConceptId, wordings: Counts | undefined, wanted: string): boolean {
    if (folded(id).includes(wanted) || folded(this.preferredName(id) ?? '').includes(wanted)) return true;
    return [...(wordings?.names ?? [])].some((each) => folded(each).includes(wanted));
  }
}

/** How often names came; one that came as often as it went is none. */
class Counts {
  readonly #counts = new Map<string, number>();
  sum = 0;

  get size(): number {
    return this.#counts.size;
  }

  get names(): Iterable<string> {
    return this.#counts.keys();
  }

  add(name: string, by: number): void {
    const count = (this.#counts.get(name) ?? 0) + by;
    this.sum += by;
    if (count === 0) this.#counts.delete(name);
    else this.#counts.set(name, count);
  }

  /** Among equals the first by the alphabet, so that it does not depend on the order in which files were read. */
  mostFrequent(): string[] {
    return [...this.#counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)).map(([name]) => name);
  }

  most(): string | undefined {
    let best: [string, number] | undefined;
    for (const [name, count] of this.#counts)
      if (!best || count > best[1] || (count === best[1] && name < best[0])) best = [name, count];
    return best?.[0];
  }
}

const folded = (name: string): string => name.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();

const keyOf = ({ type, subject, object, negated }: RelationKey): string =>
  JSON.stringify([type, subject, object, negated]);

const documentKey = (source: string, number: number): string => `${source}\0${number}`;

function documentAt(key: string): { source: string; number: number } {
  const at = key.lastIndexOf('\0');
  return { source: key.slice(0, at), number: Number(key.slice(at + 1)) };
}

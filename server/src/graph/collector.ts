import { qualifiedConceptId } from '../annotation/conceptId';
import {
  type AnnotatedDocument,
  type ConceptId,
  type Evidence,
  extent,
  type Relation,
  wording,
} from '../annotation/model';
import { isUnlinked, unlinked } from '../annotation/unlinked';
import { contains, type Span } from '../text/span';
import { coMentionsIn } from './coMention';
import { MergedConcept } from './mergedConcept';
import { MergedRelation } from './mergedRelation';
import type { GraphDocument, KnowledgeGraph, Provenance, Quote } from './model';

export interface CollectorOptions {
  /** Whether names that no terminology knows are concepts of their own. */
  readonly unlinked: boolean;
  /** So many pieces of evidence are kept for each relation. */
  readonly mostEvidence: number;
  /** What a terminology calls a concept, where an annotation brings its id alone. */
  readonly preferredName?: (id: ConceptId) => string | undefined;
}

/** A sentence of a text without any stops is cut here, in UTF-16 units. */
const longestQuote = 1000;

/**
 * Merges the annotations of documents, one after the other, into a knowledge graph. Of a document it keeps its id and the evidence;
 * so memory grows with the concepts and relations, not with the texts.
 */
export class GraphCollector {
  readonly #documents: GraphDocument[] = [];
  readonly #concepts = new Map<ConceptId, MergedConcept>();
  readonly #relations = new Map<string, MergedRelation>();

  constructor(
    private readonly provenance: Provenance,
    private readonly options: CollectorOptions,
  ) {}

  get documentCount(): number {
    return this.#documents.length;
  }

  /**
   * @param source the file that the document comes from
   * @param within only what is said in this stretch of the text counts; all of it where not given
   */
  add(document: AnnotatedDocument, source?: string, within?: Span): void {
    const number = this.#documents.length;
    const pairs = surrogatePairs(document.text);
    this.#documents.push({
      id: document.id,
      ...(source === undefined ? {} : { source }),
      ...(pairs.length > 0 ? { surrogatePairs: pairs } : {}),
    });
    this.#addMentions(document, number, within);
    let coMention: ReturnType<typeof coMentionsIn> | undefined;
    for (const relation of document.relations) {
      if (!this.#isSure(relation.score)) continue;
      const [subject, object] = [relation.subject, relation.object].map(qualifiedConceptId);
      if (!this.#takes(subject) || !this.#takes(object)) continue;
      coMention ??= relation.evidence.length > 0 ? undefined : coMentionsIn(document);
      const told =
        relation.evidence.length > 0 ? relation.evidence : [coMention?.(subject, object) ?? []].flat();
      const evidence = told.filter((each) => within === undefined || lies(each, within));
      if (within === undefined || evidence.length > 0)
        this.#addRelation({ ...relation, subject, object, evidence }, document.text, number);
    }
  }

  finished(): KnowledgeGraph {
    const relations = [...this.#relations.values()].map((relation) => relation.finished());
    const named = new Map<ConceptId, string>();
    for (const { subject, object, evidence } of relations) {
      if (evidence.length === 0) continue;
      if (!named.has(subject)) named.set(subject, evidence[0].subject.text);
      if (!named.has(object)) named.set(object, evidence[0].object.text);
    }
    return {
      provenance: this.provenance,
      documents: this.#documents,
      concepts: [...this.#concepts].map(([id, concept]) =>
        concept.finished(this.options.preferredName?.(id), named.get(id) ?? id),
      ),
      relations,
    };
  }

  #addMentions({ text, mentions }: AnnotatedDocument, number: number, within: Span | undefined): void {
    for (const mention of mentions) {
      if (!this.#isSure(mention.score) || (within && !contains(within, extent(mention)))) continue;
      const name = oneLine(wording(text, mention));
      const links = mention.concepts.length > 0 ? mention.concepts : [{ id: unlinked(name.toLowerCase()) }];
      for (const link of links) {
        const id = qualifiedConceptId(link.id);
        if (this.#takes(id)) this.#concept(id).add(number, mention, name, link);
      }
    }
  }

  #addRelation(relation: Relation, text: string, document: number): void {
    const { type, subject, object, negated = false, score, evidence } = relation;
    const key = JSON.stringify([type, subject, object, negated]);
    let merged = this.#relations.get(key);
    if (!merged) {
      merged = new MergedRelation({ type, subject, object, negated }, this.options.mostEvidence);
      this.#relations.set(key, merged);
    }
    this.#concept(subject);
    this.#concept(object);
    merged.claim({ document, score });
    for (const each of evidence) {
      const sure = each.score ?? score;
      merged.addEvidence({
        document,
        sentence: quote(text, shortened(each)),
        subject: quote(text, each.subject),
        object: quote(text, each.object),
        ...(sure === undefined ? {} : { score: sure }),
      });
    }
  }

  #concept(id: ConceptId): MergedConcept {
    let concept = this.#concepts.get(id);
    if (!concept) {
      concept = new MergedConcept(id);
      this.#concepts.set(id, concept);
    }
    return concept;
  }

  #takes(id: ConceptId): boolean {
    return this.options.unlinked || !isUnlinked(id);
  }

  /** What a person or a corpus says carries no score, and counts. */
  #isSure(score: number | undefined): boolean {
    return score === undefined || score >= this.provenance.minimumScore;
  }
}

const lies = ({ subject, object }: Evidence, within: Span): boolean =>
  contains(within, subject) && contains(within, object);

/** A slice of a long text keeps all of it in memory; a copy does not. */
const copied = (text: string): string => Buffer.from(text, 'utf16le').toString('utf16le');

const oneLine = (text: string): string => copied(text.replace(/\s+/g, ' ').trim());

const quote = (text: string, { start, end }: Span): Quote => ({
  start,
  end,
  text: copied(text.slice(start, end)),
});

/** The sentence, or where it is too long the part of it from its first mention on. */
function shortened({ sentence, subject, object }: Evidence): Span {
  if (sentence.end - sentence.start <= longestQuote) return sentence;
  const start = Math.max(sentence.start, Math.min(subject.start, object.start));
  return { start, end: Math.min(sentence.end, start + longestQuote) };
}

function surrogatePairs(text: string): number[] {
  return [...text.matchAll(/[\ud800-\udbff][\udc00-\udfff]/g)].map(({ index }) => index);
}

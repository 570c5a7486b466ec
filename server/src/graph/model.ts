import type { Given } from '../annotation/given';
import type { ConceptId } from '../annotation/model';
import type { Span } from '../text/span';

/**
 * What many documents say of concepts and their relations, as plain data: what the exports write, the view draws and messages carry.
 * Spans index the text of their document in UTF-16 units. Documents are meant by their place in `documents`.
 */
export interface KnowledgeGraph {
  readonly provenance: Provenance;
  /** In order of reading. */
  readonly documents: readonly GraphDocument[];
  /** In order of first mention. */
  readonly concepts: readonly GraphConcept[];
  /** In order of first claim. */
  readonly relations: readonly GraphRelation[];
}

/** Who says what the graph says, and what was left out. */
export interface Provenance {
  /** Version of BioGloss. */
  readonly version: string;
  /** Absent where no model was asked. */
  readonly model?: string;
  /** What was taken from the documents' own annotations; `all`: everything, and no model was asked. */
  readonly given: GraphGiven;
  /** Mentions and relations with a score below this were left out. */
  readonly minimumScore: number;
}

export type GraphGiven = Given | 'all';

export interface GraphDocument {
  readonly id: string;
  /** The file it was read from, as the caller names it. */
  readonly source?: string;
  /** Where the text has characters beyond the Basic Multilingual Plane; absent where it has none. */
  readonly surrogatePairs?: readonly number[];
}

export interface GraphConcept {
  readonly id: ConceptId;
  /** The terminology's preferred name; where none is known, the wording that is used most. */
  readonly name: string;
  /** The most frequent first. */
  readonly types: readonly string[];
  /** How texts call it, the most frequent first. */
  readonly wordings: readonly Wording[];
  readonly mentionCount: number;
  /** The documents that mention it, each with its first mention there. */
  readonly places: readonly Place[];
}

export interface Wording {
  readonly text: string;
  readonly count: number;
}

export interface Place {
  readonly document: number;
  readonly mentionCount: number;
  readonly first: Span;
}

/** A relation between two concepts, merged over all documents that claim it. What is denied is a relation of its own. */
export interface GraphRelation {
  readonly type: string;
  readonly subject: ConceptId;
  readonly object: ConceptId;
  readonly negated: boolean;
  /** The documents that claim it, each with its score there; none where a person or a corpus says so. */
  readonly claims: readonly Claim[];
  /** Over the claims that have a score; absent where none has. */
  readonly bestScore?: number;
  readonly meanScore?: number;
  /** How many pieces of evidence were found; `evidence` holds the best of them. */
  readonly evidenceCount: number;
  readonly evidence: readonly GraphEvidence[];
}

export interface Claim {
  readonly document: number;
  readonly score?: number;
}

/** A sentence that claims a relation, and one mention of either concept. */
export interface GraphEvidence {
  readonly document: number;
  readonly sentence: Quote;
  readonly subject: Quote;
  readonly object: Quote;
  readonly score?: number;
}

export interface Quote extends Span {
  readonly text: string;
}

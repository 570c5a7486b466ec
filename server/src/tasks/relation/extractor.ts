import type { EntityMention, Relation } from '../../annotation/model';
import type { Session } from '../../runtime/session';
import type { EncodedReading } from '../encoder/encoder';
import type { RelationType } from '../modelConfig';
import type { Reading } from '../reading';
import { batchPairs, describePairs, withRates } from './batch';
import { type Candidate, findCandidates } from './candidates';
import type { ConceptRates } from './conceptRates';
import { findEvidence, isJoined } from './evidence';
import { type WordForms, wordForms } from './unitWords';

/** A candidate pair with the head's probability that the text claims the relation. */
export interface ScoredPair {
  readonly pair: Candidate;
  readonly score: number;
}

/** The second of a model's two graphs: from states and concepts to relations. */
export class RelationExtractor {
  constructor(
    private readonly session: Session,
    readonly types: readonly RelationType[],
    private readonly rates: ConceptRates,
  ) {}

  /** The relations of a reading whose mentions have concepts, best first within a type. What the text does not join is never among them. */
  async extract(
    reading: Reading,
    encoded: EncodedReading,
    mentions: readonly EntityMention[],
  ): Promise<Relation[]> {
    const found: Relation[] = [];
    const unit = { ...reading, mentions };
    let forms: WordForms | undefined;
    for (const [column, type] of this.types.entries()) {
      const pairs = await this.score(reading, encoded, mentions, column);
      for (const { pair, score } of pairs
        .filter(({ score, pair }) => score >= type.threshold && isJoined(pair))
        .sort((a, b) => b.score - a.score)) {
        forms ??= wordForms(reading);
        const evidence = findEvidence(unit, pair, forms);
        found.push({
          type: type.name,
          subject: pair.subject.id,
          object: pair.object.id,
          score,
          evidence,
          origin: 'predicted',
        });
      }
    }
    return found;
  }

  /** Probabilities of one relation type (a column of the head's output) for all its candidate pairs. */
  async score(
    reading: Reading,
    encoded: EncodedReading,
    mentions: readonly EntityMention[],
    column: number,
  ): Promise<ScoredPair[]> {
    const { name, subject, object } = this.types[column];
    const candidates = findCandidates({ ...reading, mentions }, { subjectType: subject, objectType: object });
    if (candidates.pairs.length === 0) return [];
    const tokens = Int32Array.from(reading.words.keys());
    const states = {
      dataType: 'float32',
      dims: [encoded.words, encoded.states.length / encoded.words],
      data: encoded.states,
    } as const;
    const pairs = withRates(describePairs(candidates), name, this.rates);
    const feeds = { states, ...batchPairs([{ pairs, tokens }]) };
    const { relations } = await this.session.run(feeds);
    const scores = relations.data as Float32Array;
    return candidates.pairs.map((pair, i) => ({ pair, score: scores[i * this.types.length + column] }));
  }
}

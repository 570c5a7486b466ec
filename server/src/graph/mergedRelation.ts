import type { ConceptId } from '../annotation/model';
import type { Claim, GraphEvidence, GraphRelation } from './model';

/** What makes two claims the same relation. */
export interface RelationKey {
  readonly type: string;
  readonly subject: ConceptId;
  readonly object: ConceptId;
  readonly negated: boolean;
}

/** One relation while documents come in. */
export class MergedRelation {
  readonly #claims: Claim[] = [];
  readonly #evidence: GraphEvidence[] = [];
  #evidenceCount = 0;

  /** @param mostEvidence so many pieces of evidence are kept, the best; the others are counted */
  constructor(
    readonly key: RelationKey,
    private readonly mostEvidence: number,
  ) {}

  /** Documents come one after the other; one that claims the same twice (by two ids of one concept) has claimed it once. */
  claim({ document, score }: Claim): void {
    const last = this.#claims.at(-1);
    if (last?.document !== document)
      this.#claims.push(score === undefined ? { document } : { document, score });
    else if (last.score !== undefined && score !== undefined && score > last.score)
      this.#claims[this.#claims.length - 1] = { document, score };
  }

  addEvidence(evidence: GraphEvidence): void {
    if (this.#evidence.some((other) => isSame(other, evidence))) return;
    this.#evidenceCount++;
    const at = this.#evidence.findLastIndex((other) => sureness(other) >= sureness(evidence)) + 1;
    this.#evidence.splice(at, 0, evidence);
    if (this.#evidence.length > this.mostEvidence) this.#evidence.pop();
  }

  finished(): GraphRelation {
    const scores = this.#claims.flatMap(({ score }) => score ?? []);
    const sum = scores.reduce((total, score) => total + score, 0);
    return {
      ...this.key,
      claims: this.#claims,
      ...(scores.length > 0
        ? { bestScore: scores.reduce((a, b) => Math.max(a, b)), meanScore: sum / scores.length }
        : {}),
      evidenceCount: this.#evidenceCount,
      evidence: this.#evidence,
    };
  }
}

/** A person's word counts more than any model's. */
const sureness = ({ score = 1 }: GraphEvidence): number => score;

const isSame = (a: GraphEvidence, b: GraphEvidence): boolean =>
  a.document === b.document && a.subject.start === b.subject.start && a.object.start === b.object.start;

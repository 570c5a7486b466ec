import type { AnnotatedDocument } from '../../annotation/model';
import { extent } from '../../annotation/model';
import { conceptPairs } from '../../formats/relationEnds';
import { cutUnits } from '../../pipeline/units';
import type { Encoder } from '../../tasks/encoder/encoder';
import type { RelationType } from '../../tasks/modelConfig';
import { read } from '../../tasks/reading';
import { type DescribedPairs, describePairs } from '../../tasks/relation/batch';
import { findCandidates } from '../../tasks/relation/candidates';
import type { JudgedPair } from '../../tasks/relation/conceptRates';
import { isJoined } from '../../tasks/relation/evidence';
import { contains } from '../../text/span';

/** The candidate pairs of one relation type in one unit of a gold document. */
export interface RelationExample {
  /** Which of the documents it is of. */
  readonly document: number;
  /** The relation type: a column of the head's output. */
  readonly column: number;
  readonly pairs: DescribedPairs;
  /** The encoder's states, [words × width]. */
  readonly states: Float32Array;
  readonly words: number;
  /** For each pair whether the document holds the relation. */
  readonly related: readonly boolean[];
  /** For each pair whether the text may be read as joining it; of others nothing is ever claimed. */
  readonly joined: readonly boolean[];
}

/** What gold documents teach of relations. */
export interface RelationExamples {
  readonly examples: readonly RelationExample[];
  /** For each relation type how many relations join no candidate pair, and so are missed whatever is learned. */
  readonly missed: readonly number[];
}

/**
 * Gold documents as candidate pairs, cut into the same units in which the pipeline will read them, with the states of an encoder that learns no more.
 * @param annotated names of the relation types that the documents were annotated with; of others nothing is learned
 */
export async function relationExamples(
  documents: readonly AnnotatedDocument[],
  types: readonly RelationType[],
  annotated: ReadonlySet<string>,
  encoder: Encoder,
  signal?: AbortSignal,
): Promise<RelationExamples> {
  const examples: RelationExample[] = [];
  const missed = types.map(() => 0);
  for (const [document, { text, passages, mentions, relations }] of documents.entries()) {
    signal?.throwIfAborted();
    const gold = types.map(({ name }) => pairsOf(relations.filter(({ type }) => type === name)));
    const reached = types.map(() => new Set<string>());
    for (const unit of cutUnits(text, passages)) {
      const reading = read(text, unit.passages);
      const within = mentions.filter((mention) => contains(unit.span, extent(mention)));
      const grids = types.map(({ name, subject, object }) =>
        annotated.has(name)
          ? findCandidates({ ...reading, mentions: within }, { subjectType: subject, objectType: object })
          : undefined,
      );
      if (!grids.some((grid) => grid && grid.pairs.length > 0)) continue;
      const [{ states, words }] = await encoder.encode([reading]);
      for (const [column, candidates] of grids.entries()) {
        if (!candidates || candidates.pairs.length === 0) continue;
        const keys = candidates.pairs.map(({ subject, object }) => keyOf(subject.id, object.id));
        for (const key of keys) if (gold[column].has(key)) reached[column].add(key);
        examples.push({
          document,
          column,
          pairs: describePairs(candidates),
          states,
          words,
          related: keys.map((key) => gold[column].has(key)),
          joined: candidates.pairs.map(isJoined),
        });
      }
    }
    for (const column of types.keys()) missed[column] += gold[column].size - reached[column].size;
  }
  return { examples, missed };
}

const pairsOf = (relations: AnnotatedDocument['relations']): Set<string> =>
  new Set(relations.flatMap(conceptPairs).map(([from, to]) => keyOf(from, to)));

const keyOf = (subject: string, object: string): string => `${subject}\t${object}`;

/** What the rates of concepts are counted from. */
export function* judgedPairs(
  examples: readonly RelationExample[],
  types: readonly RelationType[],
): Generator<JudgedPair> {
  for (const { document, column, pairs, related } of examples)
    for (const [i, { subject, object }] of pairs.candidates.pairs.entries())
      yield {
        document,
        relation: types[column].name,
        subject: subject.id,
        object: object.id,
        related: related[i],
      };
}

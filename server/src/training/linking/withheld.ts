import { conceptsOf, meaningOf } from '../../annotation/meaning';
import type { AnnotatedDocument } from '../../annotation/model';
import { mixKeys } from '../../numbers/randomNumbers';
import type { Knowledge } from '../../tasks/normalization/choices';
import type { NameEncoder } from '../../tasks/normalization/nameEncoder';
import { type NamedConcepts, NameLexicon } from '../../tasks/normalization/nameLexicon';
import { CandidateFinder } from '../../terminology/candidates/candidates';
import type { Turn } from '../../terminology/candidates/slices';
import { IndexBuilder } from '../../terminology/index/builder';
import { TermIndex } from '../../terminology/index/termIndex';
import { Terminologies } from '../../terminology/terminologies';
import { type ConceptTypes, named } from './conceptTypes';
import { type RankingExample, rankingExamples } from './rankingExamples';
import { vectorsOf } from './vectorsOf';

/** One concept in so many is taken away. */
const oneIn = 10;

interface Withholding {
  readonly types: ConceptTypes;
  readonly elsewhere: readonly NamedConcepts[];
  readonly knowledge: Knowledge;
  readonly encoder?: NameEncoder;
  readonly seed: number;
  readonly turn: Turn;
}

/**
 * What a name looks like whose concept no terminology holds: mentions of concepts that were taken out of the terminologies and of all
 * annotated names. "Nothing fits" is the right answer to each.
 */
export async function withheldExamples(
  documents: readonly AnnotatedDocument[],
  { types, elsewhere, knowledge, encoder, seed, turn }: Withholding,
): Promise<RankingExample[]> {
  const isGone = (id: string) => mixKeys(seed, 'withheld', id) % oneIn === 0;
  const isLeft = ({ concepts }: NamedConcepts) => !conceptsOf(meaningOf(concepts)).some(isGone);
  const terminologies = new Terminologies(
    knowledge.terminologies.indexes.map((index) => without(index, isGone)),
  );
  const own = [...named(documents, types)];
  const less: Knowledge = {
    lexicon: NameLexicon.learn(own.filter(isLeft), elsewhere.filter(isLeft)),
    terminologies,
    finders: terminologies.indexes.map((index) => new CandidateFinder(index)),
    vectors: encoder && (await vectorsOf(terminologies, encoder, turn)),
  };
  for (const finder of less.finders) await finder.prepare(turn);
  const examples = await rankingExamples(documents, less, types, turn);
  return examples
    .filter(({ gold }) => gold !== '' && conceptsOf(gold).every(isGone))
    .map((example) => ({ ...example, isWithheld: true }));
}

/** The terminology without some of its concepts. */
export function without(index: TermIndex, isGone: (id: string) => boolean): TermIndex {
  const builder = new IndexBuilder();
  for (let concept = 0; concept < index.conceptCount; concept++)
    if (!isGone(index.id(concept))) builder.add(index.concept(concept));
  const { bytes } = builder.build(index.meta.name);
  return new TermIndex(Uint8Array.from(bytes).buffer, index.meta.name);
}

import type { Given } from '../annotation/given';
import type { AnnotatedDocument } from '../annotation/model';
import { conceptSet } from './conceptSet';
import type { CountOptions } from './counts';
import { type Scores, scoreCorpus } from './score';
import { scoreTable } from './table';

/** Each stage, named by what a model is told, with what it tells of a model that the stages before do not. */
const stages: Readonly<Record<Given, { readonly title: string; readonly tells: RegExp }>> = {
  none: { title: 'From raw text', tells: /^/ },
  spans: {
    title: 'Concepts, with the annotated mentions given',
    tells: /^(?:concept_|link_acc|nil_)/,
  },
  entities: { title: 'Relations, with the annotated entities given', tells: /^(?:relation_|cid$)/ },
};

/** The scores of one stage or of several. */
export type StageScores = ReadonlyMap<Given, Scores>;

/**
 * Scores a model at one stage, or at all: entities, concepts and relations from raw text; then concepts with gold mentions, and relations with gold
 * entities, where the corpus has any.
 * @param predict annotates the gold documents, told of them what the stage says
 */
export async function scoreStages(
  gold: readonly AnnotatedDocument[],
  given: Given | 'all',
  predict: (stage: Given) => Promise<readonly AnnotatedDocument[]>,
  options: CountOptions = {},
): Promise<StageScores> {
  const scores = new Map<Given, Scores>();
  for (const stage of given === 'all' ? stagesFor(gold) : [given])
    scores.set(stage, scoreCorpus(gold, await predict(stage), options));
  return scores;
}

/** The stages that a corpus can tell something of. */
export function stagesFor(gold: readonly AnnotatedDocument[]): Given[] {
  const hasConcepts = gold.some(({ mentions }) =>
    mentions.some(({ concepts }) => conceptSet(concepts).size > 0),
  );
  const hasRelations = gold.some(({ relations }) => relations.length > 0);
  return [
    'none',
    ...(hasConcepts ? (['spans'] as const) : []),
    ...(hasRelations ? (['entities'] as const) : []),
  ];
}

/** One object: the figures of the first stage, those of the others under `given_spans` and `given_entities`. */
export function stagesAsJson(scores: StageScores): Record<string, Scores[string] | Scores> {
  const [[, first], ...others] = scores;
  return {
    ...first,
    ...Object.fromEntries(others.map(([stage, each]) => [`given_${stage}`, tellingOf(stage, each)])),
  };
}

/** One table a stage, with a title where there are several. */
export function stagesAsTable(scores: StageScores): string {
  const [[, first], ...others] = scores;
  if (others.length === 0) return scoreTable(first);
  return [...scores]
    .map(([stage, each]) => `${stages[stage].title}\n\n${scoreTable(tellingOf(stage, each))}`)
    .join('\n');
}

const tellingOf = (stage: Given, scores: Scores): Scores =>
  Object.fromEntries(Object.entries(scores).filter(([name]) => stages[stage].tells.test(name)));

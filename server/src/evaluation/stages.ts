import type { Given } from '../annotation/given';
import type { AnnotatedDocument } from '../annotation/model';
import { conceptSet } from './conceptSet';
import { type CorpusCounts, type CountOptions, countCorpus } from './counts';
import { type Scores, scoresOf } from './score';
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

/** What was predicted at one stage, and what of it was right. */
export interface ScoredStage {
  readonly given: Given;
  readonly predicted: readonly AnnotatedDocument[];
  readonly counts: CorpusCounts;
}

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
): Promise<ScoredStage[]> {
  const scored: ScoredStage[] = [];
  for (const stage of given === 'all' ? stagesFor(gold) : [given]) {
    const predicted = await predict(stage);
    scored.push({ given: stage, predicted, counts: countCorpus(gold, predicted, options) });
  }
  return scored;
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
export function stagesAsJson([first, ...others]: readonly ScoredStage[]): Record<
  string,
  Scores[string] | Scores
> {
  return {
    ...scoresOf(first.counts),
    ...Object.fromEntries(others.map((stage) => [`given_${stage.given}`, tellingOf(stage)])),
  };
}

/** One table a stage, with a title where there are several. */
export function stagesAsTable(scored: readonly ScoredStage[]): string {
  if (scored.length === 1) return scoreTable(scoresOf(scored[0].counts));
  return scored.map((stage) => `${titleOfStage(stage.given)}\n\n${scoreTable(tellingOf(stage))}`).join('\n');
}

export const titleOfStage = (given: Given): string => stages[given].title;

/** Whether a figure of this name tells something at a stage that stages before it do not. */
export const tells = (given: Given, name: string): boolean => stages[given].tells.test(name);

const tellingOf = ({ given, counts }: ScoredStage): Scores =>
  Object.fromEntries(Object.entries(scoresOf(counts)).filter(([name]) => tells(given, name)));

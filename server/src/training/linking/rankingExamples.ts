import { type Meaning, meaningOf } from '../../annotation/meaning';
import { type AnnotatedDocument, wording } from '../../annotation/model';
import { ChoiceFinder } from '../../tasks/normalization/choiceFinder';
import type { Choice, Knowledge } from '../../tasks/normalization/choices';
import { describeDocument } from '../../tasks/normalization/document';
import { LikenessOrder } from '../../tasks/normalization/likenessOrder';
import { askedFor, questionsOf } from '../../tasks/normalization/questions';
import { featuresOfNothing } from '../../tasks/normalization/ranker';
import { read } from '../../tasks/reading';
import type { Turn } from '../../terminology/candidates/slices';
import type { ConceptTypes } from './conceptTypes';

/** Parts that documents are dealt out to, one after the other. */
export const folds = 5;

/** An annotated mention with what it may mean. */
export interface RankingExample {
  readonly type: string;
  readonly written: string;
  readonly meanings: readonly Meaning[];
  /** Of each choice and, last, of "nothing". */
  readonly features: readonly Float32Array[];
  /** What annotators say; empty where they say nothing. */
  readonly gold: Meaning;
  /** Place of `gold` among the choices; behind them all, where "nothing" stands, if it is none of them. */
  readonly right: number;
  /** The part of the documents that it comes from: those who learn from examples leave one out to see how well they learned. */
  readonly fold: number;
  /** The concept was taken away. */
  readonly isWithheld?: boolean;
}

/** Mentions of gold documents as examples. The knowledge must not come from these documents, or the ranker would believe annotated names too much. @param turn is asked before each document */
export async function rankingExamples(
  documents: readonly AnnotatedDocument[],
  knowledge: Knowledge,
  types: ConceptTypes,
  turn: Turn,
): Promise<RankingExample[]> {
  const finder = new ChoiceFinder(knowledge, new LikenessOrder(knowledge));
  await finder.prepare(turn);
  const examples: RankingExample[] = [];
  for (const [at, document] of documents.entries()) {
    await turn();
    const mentions = document.mentions.filter(({ type }) => types.has(type));
    const questions = questionsOf(read(document.text, document.passages), mentions).map((question) =>
      askedFor(types.get(question.type)!, question),
    );
    const asked = questions.map((question) => ({
      name: question.names[0].name,
      choices: finder.find(question),
    }));
    describeDocument(asked);
    const described = asked.map(({ choices }, i): RankingExample => {
      const gold = meaningOf(mentions[i].concepts.map(({ id }) => id));
      const place = choices.findIndex(({ meaning }) => meaning === gold);
      return {
        type: questions[i].type,
        written: wording(document.text, mentions[i]),
        meanings: choices.map(({ meaning }: Choice) => meaning),
        features: [...choices.map(({ features }) => features), featuresOfNothing(choices)].map(({ values }) =>
          values.slice(),
        ),
        gold,
        fold: at % folds,
        right: place < 0 ? choices.length : place,
      };
    });
    examples.push(...described);
  }
  return examples;
}

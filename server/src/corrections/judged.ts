import { type Annotations, type Document, type EntityMention, extent } from '../annotation/model';
import { applyDecisions } from '../curation/applyDecisions';
import type { Decision } from '../curation/decision';
import { OverlapIndex } from '../text/overlapIndex';
import type { Passage } from '../text/passage';
import { splitSentences } from '../text/sentences';
import { contains, type Span } from '../text/span';

/** What is known of a document that persons have looked at. */
export interface Reviewed {
  readonly document: Document;
  /** As they stand in its text. */
  readonly decisions: readonly Decision[];
  /** What the model in use finds in it. */
  readonly predicted: Annotations;
  /** Somebody says that everything in it is marked as it should be. */
  readonly isFinished: boolean;
}

/** Whose word counts in learning. */
export interface Subject {
  /** Entity types that persons decide on; what a model finds of others is nobody's concern. */
  readonly types: ReadonlySet<string>;
  /** Those that the model in use can find: of others it cannot be told by its findings whether a document was read to its end. */
  readonly found: ReadonlySet<string>;
}

/** What persons have judged of a document. */
export interface Judged {
  /** The stretches that they have judged. */
  readonly passages: readonly Passage[];
  /** What they say stands there; without a concept where they left it to the model. */
  readonly mentions: readonly EntityMention[];
  /** Relations that they decided hold; `undefined` where some were left open. */
  readonly relations: Annotations['relations'] | undefined;
  /** The document is judged as a whole. */
  readonly isWhole: boolean;
}

/**
 * The part of a document that can be learned from. It is the whole document where somebody says that it is finished, or where nothing that the model
 * finds in it is undecided. Otherwise it is the sentences in which something was decided and nothing is undecided: who decides in a sentence has read it.
 */
export function judgedPart(reviewed: Reviewed, { types, found }: Subject): Judged {
  const { document, decisions, predicted, isFinished } = reviewed;
  const { text } = document;
  // A concept that was left to the model is no judgement.
  const unlinked = predicted.mentions
    .filter(({ type }) => types.has(type))
    .map((mention) => ({ ...mention, concepts: [] }));
  const shown = applyDecisions(text, { mentions: unlinked, relations: predicted.relations }, decisions);
  const said = shown.mentions.filter(({ origin, type }) => origin === 'user' && types.has(type));
  const open = isFinished ? [] : shown.mentions.filter(({ origin }) => origin !== 'user');
  const canFindAll = [...types].every((type) => found.has(type));
  const isWhole = isFinished || (canFindAll && open.length === 0);
  const passages = isWhole ? document.passages : judgedPassages(reviewed, open, said);
  const isJudged = (mention: EntityMention) =>
    isWhole || passages.some(({ span }) => contains(span, extent(mention)));
  const isSettled = isFinished || shown.relations.every(({ origin }) => origin === 'user');
  return {
    passages,
    mentions: said.filter(isJudged).map((mention) => ({ ...mention, origin: 'gold' as const })),
    relations: isWhole && isSettled ? shown.relations.filter(({ origin }) => origin === 'user') : undefined,
    isWhole,
  };
}

/** Each run of judged sentences as a passage of its own. */
function judgedPassages(
  { document: { text, passages }, decisions }: Reviewed,
  open: readonly EntityMention[],
  said: readonly EntityMention[],
): Passage[] {
  const decided = new OverlapIndex(
    decisions.flatMap((each) =>
      each.kind === 'mention' && !each.place.lost
        ? [{ start: each.place.start, end: each.place.start + each.place.text.length }]
        : [],
    ),
    (place) => place,
  );
  const undecided = new OverlapIndex(open.map(extent), (place) => place);
  const marked = new OverlapIndex(said.map(extent), (place) => place);
  return passages.flatMap((passage) => {
    const runs: Span[] = [];
    let isGoingOn = false;
    for (const sentence of splitSentences(text, passage.span)) {
      const isJudged =
        decided.overlapping(sentence).length > 0 && undecided.overlapping(sentence).length === 0;
      const last = runs.at(-1);
      if (isJudged && isGoingOn && last) runs[runs.length - 1] = { start: last.start, end: sentence.end };
      else if (isJudged) runs.push(sentence);
      isGoingOn = isJudged;
    }
    // A mention that goes on where nobody has judged would be learned by half.
    const isCut = (run: Span) => marked.overlapping(run).some((place) => !contains(run, place));
    return runs
      .filter((run) => !isCut(run))
      .map((run) => ({ ...passage, span: run, prose: within(passage.prose, run) }));
  });
}

const within = (prose: readonly Span[], run: Span): Span[] =>
  prose.flatMap(({ start, end }) => {
    const cut = { start: Math.max(start, run.start), end: Math.min(end, run.end) };
    return cut.start < cut.end ? [cut] : [];
  });

import { type Meaning, meaningOf } from '../../server/src/annotation/meaning';
import { type AnnotatedDocument, type EntityMention, wording } from '../../server/src/annotation/model';
import { isUnlinked } from '../../server/src/annotation/unlinked';
import type { Linker } from '../../server/src/tasks/normalization/linker';
import { linkMentions } from '../../server/src/tasks/normalization/linkMentions';
import { read } from '../../server/src/tasks/reading';

/** A gold mention beside what a linker says of it. */
export interface LinkedMention {
  readonly type: string;
  readonly name: string;
  readonly gold: Meaning;
  /** Nothing where the linker says that the terminology does not hold it. */
  readonly answer?: Meaning;
  /** Probability of the answer, 0 to 1. */
  readonly score: number;
  /** What it may mean instead, the likeliest first. */
  readonly others: readonly Meaning[];
}

/** Links the gold mentions of documents by their spans and types alone. */
export async function linkGold(
  documents: readonly AnnotatedDocument[],
  linker: Linker,
): Promise<LinkedMention[]> {
  const all: LinkedMention[] = [];
  for (const { text, passages, mentions } of documents) {
    const bare = mentions.map((mention): EntityMention => ({ ...mention, concepts: [] }));
    const linked = await linkMentions(read(text, passages), bare, linker);
    linked.forEach(({ concepts, alternatives = [] }, i) => {
      const ids = concepts.map(({ id }) => id);
      const isLinked = !isUnlinked(ids[0]);
      all.push({
        type: mentions[i].type,
        name: wording(text, mentions[i]),
        gold: meaningOf(mentions[i].concepts.map(({ id }) => id)),
        ...(isLinked && { answer: meaningOf(ids) }),
        score: isLinked ? (concepts[0].score ?? 1) : 0,
        others: alternatives.map((each) => meaningOf(each.concepts.map(({ id }) => id))),
      });
    });
  }
  return all;
}

export const accuracy = (mentions: readonly LinkedMention[]): number =>
  mentions.filter(({ gold, answer }) => gold === answer).length / mentions.length;

/**
 * How far probabilities are from the share that is right: over ten bins of equally many mentions, the mean distance.
 * @see Naeini, Cooper & Hauskrecht 2015, "Obtaining well calibrated probabilities using Bayesian binning"
 */
export function calibrationError(mentions: readonly LinkedMention[]): number {
  const bins = 10;
  const sorted = mentions.filter(({ answer }) => answer).sort((a, b) => a.score - b.score);
  let error = 0;
  for (let bin = 0; bin < bins; bin++) {
    const part = sorted.slice((bin * sorted.length) / bins, ((bin + 1) * sorted.length) / bins);
    const mean = part.reduce((sum, { score }) => sum + score, 0) / part.length;
    error += (Math.abs(mean - accuracy(part)) * part.length) / sorted.length;
  }
  return error;
}

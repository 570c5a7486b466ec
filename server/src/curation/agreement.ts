import { type Annotations, extent } from '../annotation/model';
import { type Figures, Tally } from '../evaluation/figures';
import { OverlapIndex } from '../text/overlapIndex';
import { segmentWords } from '../text/words';
import { applyDecisions } from './applyDecisions';
import type { CuratedAnnotations } from './curatedText';
import type { Decision } from './decision';
import { subjectOf } from './subject';

/** One text with what two persons decided on it. */
export interface TwiceCurated {
  readonly text: string;
  readonly ours: readonly Decision[];
  readonly theirs: readonly Decision[];
}

/** How far two persons agree. Kappas are from -1 to 1, and absent where chance alone would agree fully. Figures have ours for gold; their F1 is the same either way. */
export interface Agreement {
  readonly documents: number;
  readonly words: number;
  /** Cohen's kappa of words: each is of the types whose mentions cover it, or of none. */
  readonly wordKappa?: number;
  /** Mentions that both decided on. */
  readonly decidedByBoth: number;
  /** Cohen's kappa of these: each is of a type, or no mention. */
  readonly mentionKappa?: number;
  /** Same spans, same type. */
  readonly mentions: Figures;
  /** And the same concepts. */
  readonly linkedMentions: Figures;
  readonly relations: Figures;
}

export function agreementOf(documents: readonly TwiceCurated[]): Agreement {
  const [words, decided] = [new PairedLabels(), new PairedLabels()];
  const [mentions, linked, relations] = [0, 1, 2].map(() => new Tally(documents.length)) as [
    Tally,
    Tally,
    Tally,
  ];
  for (const [index, { text, ours, theirs }] of documents.entries()) {
    const [one, other] = [ours, theirs].map((decisions) => applyDecisions(text, nothing, decisions)) as [
      CuratedAnnotations,
      CuratedAnnotations,
    ];
    const [labels, otherLabels] = [wordLabels(text, one), wordLabels(text, other)];
    for (const [word, label] of labels.entries()) words.count(label, otherLabels[word]!);
    const otherVerdicts = verdictsOf(theirs);
    for (const [subject, verdict] of verdictsOf(ours)) {
      const otherVerdict = otherVerdicts.get(subject);
      if (otherVerdict !== undefined) decided.count(verdict, otherVerdict);
    }
    mentions.compare(index, mentionKeys(one, false), mentionKeys(other, false));
    linked.compare(index, mentionKeys(one, true), mentionKeys(other, true));
    relations.compare(index, relationKeys(one), relationKeys(other));
  }
  return {
    documents: documents.length,
    words: words.size,
    wordKappa: words.kappa(),
    decidedByBoth: decided.size,
    mentionKappa: decided.kappa(),
    mentions: mentions.figures(),
    linkedMentions: linked.figures(),
    relations: relations.figures(),
  };
}

const nothing: Annotations = { mentions: [], relations: [] };

/** The types of each word, joined; empty where no mention covers it. */
function wordLabels(text: string, { mentions }: Annotations): string[] {
  const index = new OverlapIndex(
    mentions.flatMap(({ spans, type }) => spans.map((span) => ({ span, type }))),
    ({ span }) => span,
  );
  return segmentWords(text, { start: 0, end: text.length }).map((word) =>
    [...new Set(index.overlapping(word).map(({ type }) => type))].sort().join('|'),
  );
}

/** The type that each mention was given, or none, by its subject; the latest decision counts. */
function verdictsOf(decisions: readonly Decision[]): ReadonlyMap<string, string> {
  const sorted = [...decisions].sort((a, b) => (a.when < b.when ? -1 : a.when > b.when ? 1 : 0));
  return new Map(
    sorted.flatMap((each) =>
      each.kind === 'mention' && !each.place.lost ? [[subjectOf(each), each.is?.type ?? ''] as const] : [],
    ),
  );
}

const mentionKeys = ({ mentions }: Annotations, isLinked: boolean): ReadonlySet<string> =>
  new Set(
    mentions.map((mention) =>
      JSON.stringify([
        extent(mention).start,
        mention.spans,
        mention.type,
        isLinked && mention.concepts.map(({ id }) => id).sort(),
      ]),
    ),
  );

const relationKeys = ({ relations }: Annotations): ReadonlySet<string> =>
  new Set(relations.map(({ type, subject, object }) => JSON.stringify([type, subject, object])));

/** Labels that two persons gave to the same things. */
class PairedLabels {
  size = 0;
  #agreed = 0;
  readonly #ours = new Map<string, number>();
  readonly #theirs = new Map<string, number>();

  count(ours: string, theirs: string): void {
    this.size++;
    if (ours === theirs) this.#agreed++;
    this.#ours.set(ours, (this.#ours.get(ours) ?? 0) + 1);
    this.#theirs.set(theirs, (this.#theirs.get(theirs) ?? 0) + 1);
  }

  /** @see Cohen 1960, A coefficient of agreement for nominal scales */
  kappa(): number | undefined {
    const byChance = [...this.#ours].reduce(
      (sum, [label, count]) => sum + (count * (this.#theirs.get(label) ?? 0)) / this.size ** 2,
      0,
    );
    if (this.size === 0 || byChance === 1) return undefined;
    return (this.#agreed / this.size - byChance) / (1 - byChance);
  }
}

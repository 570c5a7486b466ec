import { type MentionErrorKind, mentionErrorKinds } from '../../evaluation/mentionErrors';
import { type RelationErrorKind, relationErrorKinds } from '../../evaluation/relationErrors';
import type { ModelFigures } from '../figuresFile';
import { table } from './markdown';

/** Made-up places of each kind. */
const mentionExamples: Readonly<Record<MentionErrorKind, string>> = {
  otherType: '*alcohol dependence* marked as a chemical',
  tooLong: '*severe chronic back pain* marked, annotated is *back pain*',
  tooShort: '*hypotension* marked, annotated is *supine hypotension*',
  crossing: '*liver injury and jaundice* marked as one, annotated are *acute liver injury* and *jaundice*',
  boundaryAndType: '*heparin* marked as a chemical in *heparin thrombosis syndrome*, annotated as a disease',
  missedSeen: '*pain* left out in “three pain scores”, though other texts have it marked',
  missedUnseen: 'a test compound such as *KZ-1740*, a syndrome that bears two surnames',
  spuriousSeen: '*calcium* marked in “a calcium channel”',
  spuriousUnseen: '*night waking* marked in a text on sleep, not annotated',
};

const relationExamples: Readonly<Record<RelationErrorKind, string>> = {
  entityMissed: 'the disease is only called *the triad*, which is not marked',
  otherConcept: '*renal toxicity* was marked, and given the id of *kidney failure*',
  missedInSentence: '“Two of nine on drug A had to stop, one for vertigo.”',
  missedAcross: 'the title has the drug, the last sentence “all episodes of vertigo ended within a day”',
  falseConcept: '*rash* is given the id of *urticaria*, and that is related to the drug',
  falseInSentence: '“Drug B was given for vertigo, which drug A had caused”: B and vertigo',
  falseAcross: 'the drug and a condition that the patients had before',
};

/** Counts by type, each kind with an example in words of our own. */
export function mentionErrorTable({ mentions }: NonNullable<ModelFigures['errors']>): string {
  const types = Object.keys(mentions).sort();
  const all = sum(types.flatMap((type) => Object.values(mentions[type])));
  const rows = Object.entries(mentionErrorKinds).map(([kind, title]) => {
    const counts = types.map((type) => mentions[type][kind as MentionErrorKind]);
    return [
      title,
      ...counts.map(String),
      percent(sum(counts), all),
      mentionExamples[kind as MentionErrorKind],
    ];
  });
  return table(['entities', ...types, 'of all', 'for example'], rows);
}

export function relationErrorTable(
  type: string,
  counts: Readonly<Record<RelationErrorKind, number>>,
): string {
  const all = sum(Object.values(counts));
  const rows = Object.entries(relationErrorKinds).map(([kind, title]) => {
    const count = counts[kind as RelationErrorKind];
    return [title, String(count), percent(count, all), relationExamples[kind as RelationErrorKind]];
  });
  return table([`relations (${type})`, 'count', 'of all', 'for example'], rows);
}

const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0);

const percent = (part: number, all: number): string =>
  all === 0 ? '' : `${Math.round((100 * part) / all)} %`;

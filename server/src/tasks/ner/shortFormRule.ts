import type { Span } from '../../text/span';
import type { ScoredWordSpan } from './bioes';
import { occurrencesOf } from './occurrences';
import type { ShortForm } from './shortForms';

/** Below this mean probability of being inside an entity, a short form whose long form is none is none either. */
const keptAlone = 0.8;

interface Words {
  readonly text: string;
  readonly words: readonly Span[];
}

/** What the long form of a short form was found to be: an entity of a type, or nothing at all. */
type Verdict = { readonly type: string; readonly score: number } | 'no entity';

/**
 * Makes short forms agree with their definitions. Where a found entity is the long form, every occurrence of the short form (and its
 * plural in -s) takes its type; where nothing found ends with the long form, a doubtful occurrence goes. Where an entity covers only a part of the
 * long form or more than it, the scores decide as before: such short forms are entities about as often as not.
 * @param spans what decoding found, in order of reading; none overlap, neither do those returned
 * @param inside mean probability that words are inside any entity
 */
export function agreeWithDefinitions(
  spans: readonly ScoredWordSpan[],
  { text, words }: Words,
  definitions: readonly ShortForm[],
  inside: (words: { start: number; end: number }) => number,
): readonly ScoredWordSpan[] {
  if (definitions.length === 0) return spans;
  const verdicts = verdictsOf(spans, { text, words }, definitions);
  const kept = new Map(spans.map((span) => [span.start, span]));
  const spanOfWord: (ScoredWordSpan | undefined)[] = new Array(words.length).fill(undefined);
  for (const span of spans) spanOfWord.fill(span, span.start, span.end);
  for (const { start, end, form } of occurrencesOf(verdicts.keys(), { text, words })) {
    const verdict = verdicts.get(form)!;
    const met = new Set(spanOfWord.slice(start, end).filter((span) => span !== undefined));
    // An entity that reaches beyond the occurrence ("ARF syndrome") says more than it.
    if ([...met].some((span) => span.start < start || span.end > end)) continue;
    if (verdict === 'no entity') {
      if (kept.get(start)?.end === end && inside({ start, end }) < keptAlone) kept.delete(start);
      continue;
    }
    for (const span of met) kept.delete(span.start);
    kept.set(start, { start, end, ...verdict });
  }
  return [...kept.values()].sort((a, b) => a.start - b.start);
}

/** Short forms, as written, with what their definitions say; those that their definitions leave open are not listed. */
function verdictsOf(
  spans: readonly ScoredWordSpan[],
  { text, words }: Words,
  definitions: readonly ShortForm[],
): Map<string, Verdict> {
  const byEnd = new Map(spans.map((span) => [words[span.end - 1].end, span]));
  const verdicts = new Map<string, Verdict>();
  const open = new Set<string>();
  for (const { short, long } of definitions) {
    const form = text.slice(short.start, short.end);
    const entity = byEnd.get(long.end);
    const known = verdicts.get(form);
    if (entity && words[entity.start].start === long.start) {
      if (known === undefined || known === 'no entity')
        verdicts.set(form, { type: entity.type, score: entity.score });
    } else if (entity) open.add(form);
    else if (known === undefined) verdicts.set(form, 'no entity');
  }
  for (const form of open) if (verdicts.get(form) === 'no entity') verdicts.delete(form);
  return verdicts;
}

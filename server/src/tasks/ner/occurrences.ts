import type { Span } from '../../text/span';
import { segmentWords } from '../../text/words';

/** Words `start` to `end` (excluded) that are a short form, or its plural in -s. */
export interface Occurrence {
  readonly start: number;
  readonly end: number;
  readonly form: string;
}

/** Where short forms stand as whole words, in order of reading; of two at one place the longer. */
export function* occurrencesOf(
  forms: Iterable<string>,
  { text, words }: { readonly text: string; readonly words: readonly Span[] },
): Generator<Occurrence> {
  const afterWord = new Map(words.map(({ end }, index) => [end, index + 1]));
  const byFirstWord = new Map<string, string[]>();
  for (const form of [...forms].sort((a, b) => b.length - a.length)) {
    for (const first of firstWords(form)) byFirstWord.set(first, [...(byFirstWord.get(first) ?? []), form]);
  }
  for (let start = 0; start < words.length; start++) {
    const from = words[start].start;
    for (const form of byFirstWord.get(text.slice(from, words[start].end)) ?? []) {
      if (!text.startsWith(form, from)) continue;
      const past = from + form.length;
      const end = afterWord.get(past) ?? (text[past] === 's' ? afterWord.get(past + 1) : undefined);
      if (end === undefined) continue;
      yield { start, end, form };
      start = end - 1;
      break;
    }
  }
}

/** A text's word that the form may begin with. The plural of a form of one word is a word of its own to the segmenter. */
function firstWords(form: string): string[] {
  const [{ start, end }] = segmentWords(form, { start: 0, end: form.length });
  const first = form.slice(start, end);
  return end === form.length ? [first, `${first}s`] : [first];
}

import { readBytes } from '../platform/fileBytes';
import { finished } from '../terminology/candidates/slices';
import { comparedWords, sharedRun } from '../text/comparedWords';
import { segmentWords } from '../text/words';

/** A text to learn the language from. */
export interface RawText {
  /** The document's id where the file tells it. */
  readonly id?: string;
  readonly text: string;
}

/**
 * The texts of a file, without its annotations: a PubTator corpus, a token and a tag a line (`.tsv`, a sentence each), or plain text
 * with one document a line. `.xz` files are unpacked. PubTator is told by its content.
 * @throws the file system's error where the file cannot be read; an Error with a sentence where it cannot be unpacked
 */
export async function readTexts(path: string): Promise<RawText[]> {
  const lines = splitLines(await readBytes(path));
  if (/\.tsv(\.xz)?$/.test(path)) return taggedSentences(lines);
  const first = lines.find((line) => line !== '');
  if (first !== undefined && pubTatorText.test(first)) return pubTatorTexts(lines);
  return lines.filter((line) => line !== '').map((text) => ({ text }));
}

/** Each line as a string of its own: slices of one big string would keep all of it in memory. */
function splitLines(bytes: Uint8Array): string[] {
  const decoder = new TextDecoder();
  const lines: string[] = [];
  for (let start = 0; start < bytes.length; ) {
    const newline = bytes.indexOf(10, start);
    const end = newline < 0 ? bytes.length : newline;
    lines.push(decoder.decode(bytes.subarray(start, bytes[end - 1] === 13 ? end - 1 : end)));
    start = end + 1;
  }
  return lines;
}

const pubTatorText = /^([^|\t]+)\|([ta])\|(.*)$/;

function pubTatorTexts(lines: readonly string[]): RawText[] {
  const texts: { id: string; text: string }[] = [];
  for (const line of lines) {
    const match = pubTatorText.exec(line);
    if (!match) continue;
    const [, id, part, text] = match;
    const last = texts.at(-1);
    if (part === 'a' && last?.id === id) last.text += ` ${text}`;
    else texts.push({ id, text });
  }
  return texts;
}

function taggedSentences(lines: readonly string[]): RawText[] {
  const sentences: string[][] = [[]];
  for (const line of lines) {
    if (line.trim() === '') sentences.push([]);
    else sentences.at(-1)!.push(line.split('\t', 1)[0]);
  }
  return sentences.filter((tokens) => tokens.length > 0).map((tokens) => ({ text: tokens.join(' ') }));
}

/** Words of a text as the model's segmenter cuts them. */
export const wordsOf = (text: string): string[] =>
  segmentWords(text, { start: 0, end: text.length }).map(({ start, end }) => text.slice(start, end));

/**
 * The texts that tell nothing of the held-out ones: without those of the same document id, and without those that share 13 tokens in a row
 * (runs of a–z and 0–9 in lower case, and words of other scripts) with one of them. What is scored must not have been read before, not even without its
 * annotations.
 */
export const withoutOverlap = <T extends RawText>(texts: readonly T[], heldOut: readonly RawText[]): T[] =>
  finished(leavingOutOverlap(texts, heldOut));

/** As `withoutOverlap`, pausing after each text. */
export function* leavingOutOverlap<T extends RawText>(
  texts: readonly T[],
  heldOut: readonly RawText[],
): Generator<void, T[]> {
  const ids = new Set(heldOut.map(({ id }) => id).filter((id) => id !== undefined));
  const grams = new Set<string>();
  const tokens = new Map<string, number>();
  for (const { text } of heldOut) {
    const numbered = comparedWords(text).map((token) => {
      const known = tokens.get(token) ?? tokens.size;
      tokens.set(token, known);
      return known;
    });
    for (let i = sharedRun; i <= numbered.length; i++) grams.add(numbered.slice(i - sharedRun, i).join(' '));
  }
  const left: T[] = [];
  for (const each of texts) {
    const { id, text } = each;
    if (!(id !== undefined && ids.has(id)) && !sharesGram(text, tokens, grams)) left.push(each);
    yield;
  }
  return left;
}

function sharesGram(text: string, tokens: ReadonlyMap<string, number>, grams: ReadonlySet<string>): boolean {
  // A token that no held-out text has ends the run: most texts are settled without building a single gram.
  let run: number[] = [];
  for (const token of comparedWords(text)) {
    const known = tokens.get(token);
    if (known === undefined) {
      run = [];
      continue;
    }
    run.push(known);
    if (run.length >= sharedRun && grams.has(run.slice(-sharedRun).join(' '))) return true;
  }
  return false;
}

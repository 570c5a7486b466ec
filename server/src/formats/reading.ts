import type { AnnotatedDocument, EntityMention, Relation } from '../annotation/model';
import type { Problem } from '../annotation/problem';
import { LineIndex } from '../text/lineIndex';
import type { ReadResult } from './format';

/** What a problem is about. */
interface About {
  /** As in `Reading.sources`. */
  readonly source?: unknown;
  readonly fits?: Problem['fits'];
}

/** What a reader gathers on its way through a file. */
export class Reading {
  readonly documents: AnnotatedDocument[] = [];
  /** Where each document begins; left empty by readers that do not know. */
  readonly lines: number[] = [];
  readonly problems: Problem[] = [];
  /** What of the input says an annotation, or is what a problem is about: a line's number, a value or an element, as the format has it. */
  readonly sources = new Map<EntityMention | Relation | Problem, unknown>();
  mentionCount = 0;
  droppedMentions = 0;

  /** @param file which of a folder's files, where several are read as one */
  warn(message: string, line?: number, file?: string, about?: About): void {
    this.#tell('warning', message, line, file, about);
  }

  fail(message: string, line?: number, file?: string, about?: About): void {
    this.#tell('error', message, line, file, about);
  }

  /** A mention that the input claims and that is not usable. */
  drop(message: string, line?: number, file?: string, about?: About): void {
    this.droppedMentions++;
    this.warn(message, line, file, about);
  }

  #tell(
    severity: Problem['severity'],
    message: string,
    line?: number,
    file?: string,
    { source, fits }: About = {},
  ): void {
    const problem: Problem = {
      severity,
      message,
      ...(file !== undefined && { file }),
      ...(line === undefined ? {} : { line, column: 1 }),
      ...(fits && { fits }),
    };
    this.problems.push(problem);
    if (source !== undefined) this.sources.set(problem, source);
  }

  result(): ReadResult {
    const { documents, problems, mentionCount, droppedMentions, lines } = this;
    return {
      documents,
      problems,
      mentionCount,
      droppedMentions,
      ...(lines.length === documents.length && { lines }),
    };
  }
}

/** No format here nests deeper; what does would exhaust the stack of whoever walks through it. */
const MOST_NESTED = 64;

/** Where JSON is nested more deeply than any format needs: an offset in UTF-16 units. */
export function tooDeeplyNested(text: string): number | undefined {
  let depth = 0;
  let inString = false;
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (inString) {
      if (character === '\\') at++;
      else if (character === '"') inString = false;
    } else if (character === '"') inString = true;
    else if (character === '[' || character === '{') {
      if (++depth > MOST_NESTED) return at;
    } else if (character === ']' || character === '}') depth--;
  }
  return undefined;
}

/** JSON, or the problem that keeps it from being read, with its place. */
export function parseJson(text: string): { readonly value: unknown } | Problem {
  const deep = tooDeeplyNested(text);
  if (deep !== undefined) {
    const { line, character } = new LineIndex(text).positionAt(deep);
    const message = `this JSON is nested more than ${MOST_NESTED} deep, which no format here is; the file is not read`;
    return { severity: 'error', line: line + 1, column: character + 1, message };
  }
  try {
    return { value: JSON.parse(text.startsWith('\uFEFF') ? text.slice(1) : text) };
  } catch (error) {
    const reason = (error as SyntaxError).message;
    const offset = /position (\d+)/.exec(reason)?.[1];
    const { line, character } = new LineIndex(text).positionAt(
      offset === undefined ? text.length : Number(offset),
    );
    const message =
      'this is not valid JSON from here on; look for a missing comma, quote or bracket, or a file that was cut short';
    return { severity: 'error', line: line + 1, column: character + 1, message };
  }
}

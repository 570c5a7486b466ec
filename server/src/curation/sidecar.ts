import * as z from 'zod';
import type { Problem } from '../annotation/problem';
import type { Anchor } from './anchor';
import { anchorsOf, type DecidedMention, type Decision, type EvidencePlaces } from './decision';

// JSON lines: a first line that says what this is, then a line a decision, so that git compares and merges decisions and no comma stands in the way.
// docs/curation.md tells the format.
const header = z.looseObject({ format: z.literal('biogloss-curation'), version: z.number().int().min(1) });
const version = 1;

/** What a sidecar holds. */
export interface Sidecar {
  readonly decisions: readonly Decision[];
  /** Lines that were not understood; they are written back as they are. */
  readonly unread: readonly string[];
  /** What the first line says besides, as later versions may. */
  readonly others: Readonly<Record<string, unknown>>;
}

export const emptySidecar: Sidecar = { decisions: [], unread: [], others: {} };

const count = z.number().int().min(0);
const anchor = z.looseObject({
  start: count,
  text: z.string().min(1),
  before: z.string(),
  after: z.string(),
  lost: z.literal(true).optional(),
});
const span = z
  .tuple([count, count])
  .refine(([start, end]) => start < end, 'a span must end after its start')
  .transform(([start, end]) => ({ start, end }));
const mention = z.looseObject({
  spans: z.tuple([span], span),
  type: z.string().min(1),
  concepts: z.array(z.string().min(1)).optional(),
});
const decided = {
  id: z.string().min(1),
  by: z.string(),
  when: z.iso.datetime(),
  note: z.string().optional(),
};
const decision = z.discriminatedUnion('kind', [
  z
    .looseObject({
      ...decided,
      kind: z.literal('mention'),
      place: anchor,
      was: mention.optional(),
      is: mention.optional(),
    })
    .refine(({ was, is }) => was ?? is, 'a mention needs "was", "is" or both')
    .refine(
      ({ place, was, is }) =>
        [was, is].every((each) => each?.spans.every(({ end }) => end <= place.text.length) ?? true),
      'a span reaches beyond the words of "place"',
    ),
  z.looseObject({
    ...decided,
    kind: z.literal('relation'),
    type: z.string().min(1),
    subject: z.string().min(1),
    object: z.string().min(1),
    holds: z.boolean(),
    evidence: z.array(z.looseObject({ subject: anchor, object: anchor })).default([]),
  }),
  z.looseObject({ ...decided, kind: z.literal('note'), note: z.string(), place: anchor.optional() }),
]);

/**
 * Reads a sidecar. It never throws: what is wrong with a line is told, and the line is kept.
 * @param known decisions that may stand there unchanged, which are then taken as they are
 * @returns no sidecar where the whole is none
 */
export function readSidecar(
  text: string,
  known: readonly Decision[] = [],
): { readonly sidecar?: Sidecar; readonly problems: Problem[] } {
  const problems: Problem[] = [];
  const tell = (line: number, message: string) =>
    problems.push({ severity: 'error', line, column: 1, message });
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  const first = header.safeParse(parsed(lines[0]!));
  if (!first.success) {
    tell(1, 'this is no sidecar: its first line must be {"format":"biogloss-curation","version":1}');
    return { problems };
  }
  if (first.data.version > version) {
    tell(
      1,
      `this sidecar was written by a newer BioGloss (version ${first.data.version} of the format, and ${version} can be read); update BioGloss`,
    );
    return { problems };
  }
  const { format: _, version: __, ...others } = first.data;
  const decisions: Decision[] = [];
  const unread: string[] = [];
  const ids = new Map<string, number>();
  const byLine = new Map(known.map((each) => [lineOf(each), each]));
  for (const [index, line] of lines.entries()) {
    if (index === 0 || line.trim() === '') continue;
    const read = byLine.get(line) ?? readLine(line);
    const earlier = typeof read === 'string' ? undefined : ids.get(read.id);
    if (typeof read !== 'string' && earlier === undefined) {
      decisions.push(read);
      ids.set(read.id, index + 1);
      continue;
    }
    unread.push(line);
    tell(
      index + 1,
      typeof read === 'string' ? read : `line ${earlier} has a decision with the id "${read.id}" already`,
    );
  }
  return { sidecar: { decisions, unread, others }, problems };
}

/** A decision, or what is wrong with the line. */
function readLine(line: string): Decision | string {
  if (/^(<{7}|={7}|>{7}|\|{7})/.test(line))
    return 'git has left two versions here; take its marks out, or merge the files with "biogloss curation merge"';
  const value = parsed(line);
  if (value === undefined)
    return 'this line is not JSON; it is kept as it is, and what it decides does not count';
  const read = decision.safeParse(value);
  if (read.success) return read.data as Decision;
  const { path, message } = read.error.issues[0]!;
  return `this decision does not count: ${path.length > 0 ? `"${path.join('.')}": ` : ''}${message}`;
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

/** A sidecar as it is written: in order of reading, names in one order, the same each time. */
export const writeSidecar = (sidecar: Sidecar): string => [...writtenPieces(sidecar)].join('');

/** Lines that are made at once: some hundred thousand characters. */
const linesInPiece = 500;

/** The same piece by piece: a document of ten thousand decisions has megabytes of them, which nobody has to wait for at once. */
export function* writtenPieces({ decisions, unread, others }: Sidecar): Generator<string> {
  const sorted = decisions
    .map((decision) => ({ decision, start: startOf(decision) }))
    .sort((a, b) => a.start - b.start || (a.decision.id < b.decision.id ? -1 : 1));
  yield `${JSON.stringify({ format: 'biogloss-curation', version, ...others })}\n`;
  for (let from = 0; from < sorted.length; from += linesInPiece)
    yield sorted
      .slice(from, from + linesInPiece)
      .map(({ decision }) => `${lineOf(decision)}\n`)
      .join('');
  yield unread.map((line) => `${line}\n`).join('');
}

/** Lines that were written lately: of ten thousand decisions one has changed. */
const written = new WeakMap<Decision, string>();

/** A decision as its line in the file. */
export function lineOf(decision: Decision): string {
  const known = written.get(decision);
  if (known !== undefined) return known;
  const line = JSON.stringify(plain(decision));
  written.set(decision, line);
  return line;
}

/** What is about no place comes first. */
function startOf(decision: Decision): number {
  if (decision.kind === 'mention') return decision.place.start;
  const starts = anchorsOf(decision).map(({ start }) => start);
  return starts.length > 0 ? Math.min(...starts) : -1;
}

const firstNames = ['kind', 'id', 'by', 'when', 'place', 'was', 'is', 'type', 'subject', 'object', 'holds'];

/** Known names in their order, then others by the alphabet. */
function plain(value: Decision): object {
  const rank = (name: string) => (firstNames.includes(name) ? firstNames.indexOf(name) : firstNames.length);
  const entries = Object.entries(value).sort(([a], [b]) => rank(a) - rank(b) || (a < b ? -1 : a > b ? 1 : 0));
  return Object.fromEntries(entries.map(([name, each]) => [name, plainPart(name, each)]));
}

function plainPart(name: string, part: unknown): unknown {
  if (name === 'place') return plainAnchor(part as Anchor);
  if (name === 'evidence')
    return (part as EvidencePlaces[]).map(({ subject, object, ...rest }) => ({
      subject: plainAnchor(subject),
      object: plainAnchor(object),
      ...rest,
    }));
  if (name !== 'was' && name !== 'is') return part;
  const { spans, type, ...rest } = part as DecidedMention;
  return { spans: spans.map(({ start, end }) => [start, end]), type, ...rest };
}

const plainAnchor = ({ start, text, before, after, ...rest }: Anchor): object => ({
  start,
  text,
  before,
  after,
  ...rest,
});

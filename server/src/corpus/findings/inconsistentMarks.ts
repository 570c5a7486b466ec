import { wording } from '../../annotation/model';
import { counted } from '../../platform/counted';
import type { Finding, Located } from '../model';
import type { SourcedDocument } from '../source';
import { type Check, found, mostPlaces } from './check';
import { MarkedNames } from './markedNames';

/** How a name is marked over the whole corpus. */
interface Marks {
  readonly wording: string;
  readonly markedAt: () => Located;
  /** Times by type, with where each type is met first. */
  readonly types: Map<string, { times: number; readonly at: () => Located }>;
  marked: number;
  unmarked: number;
  /** Unmarked in documents that mark it elsewhere. */
  besideMarked: number;
  unmarkedAt?: () => Located;
}

/** The same name marked in one place and not, or as another type, in another: slips of annotators, or names that mean several things. */
export const inconsistentMarks: Check = function* ({ documents }) {
  const names = new MarkedNames();
  const marks: Marks[] = [];
  for (const each of documents) {
    noteMarked(names, marks, each);
    yield;
  }
  for (const { document, source } of documents) {
    const here = new Set(document.mentions.map((mention) => names.numberOf(document, mention)));
    for (const { name, start } of names.unmarkedIn(document)) {
      const mark = marks[name];
      mark.unmarked++;
      // A place in a document that marks the name elsewhere tells the most.
      if (!here.has(name)) mark.unmarkedAt ??= () => source.ofText(document, start);
      else if (mark.besideMarked++ === 0) mark.unmarkedAt = () => source.ofText(document, start);
    }
    yield;
  }
  return [...unmarkedNames(marks), ...namesOfSeveralTypes(marks)];
};

function noteMarked(names: MarkedNames, marks: Marks[], { document, source }: SourcedDocument): void {
  for (const mention of document.mentions) {
    const name = names.numberOf(document, mention);
    if (name === undefined) continue;
    const at = () => source.ofAnnotation(document, mention);
    marks[name] ??= {
      wording: wording(document.text, mention),
      markedAt: at,
      types: new Map(),
      marked: 0,
      unmarked: 0,
      besideMarked: 0,
    };
    const { types } = marks[name];
    const type = types.get(mention.type) ?? { times: 0, at };
    types.set(mention.type, type);
    type.times++;
    marks[name].marked++;
  }
}

/** Names that are marked about as often as not are the most doubtful; those that one document treats in both ways come first. */
function unmarkedNames(marks: readonly Marks[]): Finding[] {
  const doubt = ({ besideMarked, marked, unmarked }: Marks) => Math.min(marked, unmarked) + 2 * besideMarked;
  const both = marks.filter(({ unmarked }) => unmarked > 0).sort((a, b) => doubt(b) - doubt(a));
  const times = both.reduce((sum, { unmarked }) => sum + unmarked, 0);
  const beside = both.reduce((sum, { besideMarked }) => sum + besideMarked, 0);
  return found(
    {
      kind: 'unmarkedName',
      severity: 'note',
      title: 'Names that are marked in one place and not in another',
      message: `${counted(both.length, 'name')} that the corpus marks ${both.length === 1 ? 'stands' : 'stand'} unmarked ${counted(times, 'time')}, ${beside.toLocaleString('en')} of them in a document that marks the name elsewhere. Some of these are other words or meanings; where they are slips, a model learns not to find the name.`,
    },
    both.slice(0, mostPlaces).map(({ wording, marked, unmarked, besideMarked, unmarkedAt, markedAt }) => ({
      ...(unmarkedAt ?? markedAt)(),
      message: `marked ${counted(marked, 'time')}, unmarked ${counted(unmarked, 'time')}${besideMarked > 0 ? ` (${besideMarked.toLocaleString('en')} beside marked ones)` : ''}`,
      text: wording,
      other: markedAt(),
    })),
    both.length,
  );
}

function namesOfSeveralTypes(marks: readonly Marks[]): Finding[] {
  const byTimes = (mark: Marks) => [...mark.types].sort(([, a], [, b]) => b.times - a.times);
  const several = marks
    .filter(({ types }) => types.size > 1)
    .map((mark) => ({ mark, types: byTimes(mark) }))
    .sort((a, b) => b.types[1][1].times - a.types[1][1].times);
  return found(
    {
      kind: 'severalTypes',
      severity: 'note',
      title: 'Names that are marked as several types',
      message: `${counted(several.length, 'name')} ${several.length === 1 ? 'is' : 'are'} of one type here and of another there: names that mean several things, or slips.`,
    },
    several.slice(0, mostPlaces).map(({ mark, types }) => ({
      ...types[1][1].at(),
      message: types.map(([type, { times }]) => `${type} ${counted(times, 'time')}`).join(', '),
      text: mark.wording,
      other: types[0][1].at(),
    })),
    several.length,
  );
}

import { readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Format } from '../../formats/format';
import { counted } from '../../platform/counted';
import type { EarlierExports } from './earlierExports';
import { keptBeside } from './writeExport';

/** What an export leaves out, or has twice: to be told before anything is written. */
export interface LeftOut {
  /** Documents that nobody has decided on, where persons' annotations alone are wanted. */
  undecided: number;
  /** Decisions whose words are gone from the text. */
  lost: number;
  /** Of a selection: mentions that it covers in part, and relations that name no place in the text. */
  coveredInPart: number;
  placeless: number;
  /** Documents with the id and the text of one before. */
  twice: number;
  /** Paths of what earlier exports have written. */
  readonly exported: string[];
  /** What files hold beside documents, a sentence each. */
  readonly unkept: string[];
}

export const nothingLeftOut = (): LeftOut => ({
  undecided: 0,
  lost: 0,
  coveredInPart: 0,
  placeless: 0,
  twice: 0,
  exported: [],
  unkept: [],
});

/** Files that are called by their names. */
const mostNames = 3;

/** A sentence for each. */
export function notesOf({
  undecided,
  lost,
  coveredInPart,
  placeless,
  twice,
  exported,
  unkept,
}: LeftOut): string[] {
  const told: (readonly [number, string])[] = [
    [
      undecided,
      `${counted(undecided, 'document that', 'documents that')} nobody has decided on ${are(undecided)} left out.`,
    ],
    [
      lost,
      `${counted(lost, 'decision', 'decisions')} whose words are not found in the text any more ${are(lost)} left out; “biogloss curation check” lists them.`,
    ],
    [
      coveredInPart,
      `${counted(coveredInPart, 'mention')} that the selection covers in part ${are(coveredInPart)} left out.`,
    ],
    [
      placeless,
      `${counted(placeless, 'relation that names', 'relations that name')} no place in the text ${are(placeless)} left out: of the whole document, not of the selection.`,
    ],
    [
      exported.length,
      `${counted(exported.length, 'file that an earlier export has written is', 'files that earlier exports have written are')} left out: ${listed(exported)}. Name such a file to have it exported.`,
    ],
    [
      twice,
      `${counted(twice, 'document stands', 'documents stand')} twice, with the same id and the same text, and ${are(twice)} written twice.`,
    ],
  ];
  const more = unkept.length - mostNames;
  return [
    ...told.flatMap(([count, sentence]) => (count > 0 ? [sentence] : [])),
    ...unkept.slice(0, mostNames),
    ...(more > 0 ? [`The same of ${counted(more, 'more file', 'more files')}.`] : []),
  ];
}

/** What an export to a place does to what is there, a sentence each. */
export async function notesOnPlace(format: Format, out: string, earlier: EarlierExports): Promise<string[]> {
  const beside = keptBeside(out);
  const hasSideFile = await stat(beside).then(
    () => true,
    () => false,
  );
  const there = format.writeFolder ? await readdir(out).catch(() => []) : [];
  let others = 0;
  for (const name of there) if (!(await earlier.wrote(join(out, name)))) others++;
  return [
    ...(hasSideFile
      ? [`${basename(beside)} is of an earlier export to this place, and is replaced or removed.`]
      : []),
    ...(others > 0
      ? [
          `${out} holds ${counted(others, 'file', 'files')} that no export has written, or that somebody has changed since: those of a new file’s name are replaced, others stay.`,
        ]
      : []),
  ];
}

const are = (count: number): string => (count === 1 ? 'is' : 'are');

function listed(paths: readonly string[]): string {
  const names = paths.slice(0, mostNames).map((path) => basename(path));
  return [...names, ...(paths.length > mostNames ? ['…'] : [])].join(', ');
}

import type {
  ImportedTerminologyFile,
  ImportTerminologyResult,
  TerminologySource,
  TerminologySummary,
} from '../../server/src/protocol/terminology';
import { count } from './page/count';

const number = (n: number): string => n.toLocaleString('en');

/** `MeSH, version 2025, CC0`; each part where the file tells it. */
const releaseOf = ({ title, version, licence }: Omit<TerminologySource, 'file'>): string =>
  [title, version && `version ${version}`, licence].filter(Boolean).join(', ');

/** Versions and licences of all that an index was made of, on one line. */
export const versionsOf = ({ sources }: TerminologySummary): string =>
  sources.map((source) => releaseOf(source) || source.file).join(' · ');

/** What became of an import, in a sentence or two. */
export function importSentence({ name, concepts, files, untyped, gone }: ImportTerminologyResult): string {
  const release = files.map(releaseOf).filter(Boolean).join('; ');
  const sentences = [
    `“${name}” is in use: ${count(concepts, 'concept')}${release ? ` (${release})` : ''}.`,
    ...(untyped > 0
      ? [`${number(untyped)} of them have no known type, so texts are not marked with their names.`]
      : []),
    ...(gone.count > 0
      ? [`${count(gone.count, 'concept')} of the version before ${gone.count === 1 ? 'is' : 'are'} gone.`]
      : []),
  ];
  return sentences.join(' ');
}

/** The whole report of an import, as plain text. */
export function describeImport(result: ImportTerminologyResult): string {
  const { out, name, refused, files, concepts, names, bytes, nameless, untyped, gone } = result;
  const size = `${count(concepts, 'concept')}, ${number(names)} names, ${(bytes / 1e6).toFixed(1)} MB`;
  return [
    name,
    '',
    refused ?? `${size}\nwritten to ${out}`,
    ...(nameless > 0 ? [`${number(nameless)} concepts have no name and are left out.`] : []),
    ...(untyped > 0
      ? [`${number(untyped)} concepts have no known type: texts are not marked with their names.`]
      : []),
    '',
    ...files.flatMap(describeFile),
    ...(gone.count > 0 ? describeGone(gone) : []),
    '',
  ].join('\n');
}

function describeFile(file: ImportedTerminologyFile): string[] {
  const release = releaseOf(file);
  return [
    file.file,
    `  ${file.format ?? 'not read'}: ${count(file.concepts, 'concept')}${release ? `; ${release}` : ''}`,
    ...file.problems.map((problem) => `  ${problem}`),
    '',
  ];
}

function describeGone({ count, ids }: ImportTerminologyResult['gone']): string[] {
  const more = count > ids.length ? [`  and ${number(count - ids.length)} more`] : [];
  return [
    'Concepts of the version before that are gone. What was pinned to them leads nowhere:',
    ...ids.map((id) => `  ${id}`),
    ...more,
  ];
}

/** What a terminology holds and where it came from. */
export function describeTerminology(summary: TerminologySummary): string {
  const { name, path, concepts, names, types, sources } = summary;
  return [
    name,
    '',
    `${number(concepts)} concepts, ${number(names)} names`,
    ...Object.entries(types).map(([type, count]) => `  ${type}: ${number(count)}`),
    '',
    ...sources.flatMap((source) => [
      `from ${source.path ?? source.file}`,
      `  ${releaseOf(source) || 'version and licence are not told'}`,
    ]),
    '',
    `The index: ${path}`,
    '',
  ].join('\n');
}

// What corpora lose on their way through formats and back: from their own format to each other and back, and through each pair of formats. A line of
// the corpus that does not come back, in whatever order, is counted, and so is everything that is another after the reading. 0 is right for all but
// CoNLL, which holds neither texts, ids nor relations.
//   npm run bench -- roundTrips            all documents of four corpora, some minutes
//   npm run bench -- roundTrips --show     with an example of each kind of difference
import { readFileSync } from 'node:fs';
import type { AnnotatedDocument } from '../../server/src/annotation/model';
import { type Difference, differencesOf } from '../../server/src/formats/differences';
import type { Format } from '../../server/src/formats/format';
import { thereAndBack } from '../../server/src/formats/losses';
import { readPubTator } from '../../server/src/formats/pubtator/read';
import { writePubTator } from '../../server/src/formats/pubtator/write';
import { formats } from '../../server/src/formats/registry';
import { corpusFile } from '../corpora';

const corpora = [
  'bc5cdr/train',
  'bc5cdr/dev',
  'ncbi-disease/train',
  'ncbi-disease/dev',
  'biored/train',
  'biored/dev',
  'chemdisgene-curated/all',
];
const show = process.argv.includes('--show');
const bothWays = formats.filter(
  ({ read, write, readFolder, writeFolder }) => (read && write) || (readFolder && writeFolder),
);
const whole = bothWays.filter(({ id }) => id !== 'conll');

let failures = 0;
for (const name of corpora) {
  const file = corpusFile(name);
  if (file === undefined) console.log(`there is no ${name}`);
  else measure(name, readFileSync(file, 'utf8'));
}
console.log(failures === 0 ? '\nnothing is lost' : `\n${failures} differences`);
process.exitCode = failures === 0 ? 0 : 1;

function measure(name: string, content: string): void {
  const { documents } = readPubTator(content);
  const lines = linesOf(documents, content);
  console.log(`\n${name}: ${documents.length} documents, ${lines.length} lines`);
  const own = differencesOf(documents, readPubTator(content).documents);
  if (own.length > 0) throw new Error('a corpus that is read twice is not the same');
  for (const format of bothWays) {
    const there = through(format, documents);
    const differences = differencesOf(documents, there);
    const lost = format.id === 'conll' ? undefined : lostLines(lines, there);
    console.log(
      `  ${format.id.padEnd(10)} ${describe(differences) || 'no difference'}${lost === undefined ? '' : `; ${lost.length} lines lost`}`,
    );
    if (lost !== undefined) failures += differences.length + lost.length;
    if (show) for (const line of (lost ?? []).slice(0, 3)) console.log(`      ${line.slice(0, 150)}`);
  }
  for (const first of whole) {
    const there = through(first, documents);
    for (const second of whole) {
      const differences = differencesOf(documents, through(second, there));
      if (differences.length > 0) console.log(`  ${first.id} → ${second.id}: ${describe(differences)}`);
      failures += differences.length;
    }
  }
}

function through(format: Format, documents: readonly AnnotatedDocument[]): readonly AnnotatedDocument[] {
  return thereAndBack(format, documents)!.documents;
}

function describe(differences: readonly Difference[]): string {
  const aspects = [...new Set(differences.map(({ aspect }) => aspect))];
  const parts = aspects.map((each) => {
    const all = differences.filter(({ aspect }) => aspect === each);
    const [{ aspect, document, before, after }] = all as [Difference];
    const cut = (text?: string) => text?.slice(0, 120);
    return show
      ? `\n      ${all.length} ${aspect}, as in ${document}: ${cut(before)} → ${cut(after)}`
      : `${all.length} ${aspect}`;
  });
  return parts.join(', ');
}

/** What the file says of documents that were read: a line each, but blank ones. */
function linesOf(documents: readonly AnnotatedDocument[], content: string): string[] {
  const ids = new Set(documents.map(({ id }) => id));
  const lines = content.split(/\r?\n/).filter((line) => ids.has(/^[^|\t]*/.exec(line)![0].trim()));
  return lines.map(trimmed);
}

/** Without blanks at the ends of columns: one mention of the NCBI Disease corpus has a blank more than its offsets cover. */
function trimmed(line: string): string {
  return line.replace(/ +(?=\t)/g, '');
}

/** Lines that are not there when documents are written as PubTator again. */
function lostLines(lines: readonly string[], documents: readonly AnnotatedDocument[]): string[] {
  const written = new Map<string, number>();
  for (const line of writePubTator(documents).split('\n').map(trimmed))
    written.set(line, (written.get(line) ?? 0) + 1);
  return lines.filter((line) => {
    const left = written.get(line) ?? 0;
    if (left > 0) written.set(line, left - 1);
    return left === 0;
  });
}

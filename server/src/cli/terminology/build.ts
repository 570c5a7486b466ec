import { mkdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { qualifiedConceptId } from '../../annotation/conceptId';
import { detectFormat, readFile } from '../../formats/registry';
import { writeAtomically } from '../../platform/atomicFile';
import { readText } from '../../platform/textFile';
import { TermWords } from '../../tasks/dictionary/termWords';
import { termWordsBytes, termWordsFile } from '../../tasks/dictionary/termWordsFile';
import { buildEmbeddedIndex, type EmbeddedIndex } from '../../terminology/embedded';
import { embeddedHashFile, embeddedIndexFile } from '../../terminology/embeddedIndex';
import { TermIndex } from '../../terminology/index/termIndex';
import { required } from '../command';
import type { Terminal } from '../terminal';
import { UsageError } from '../usageError';
import type { TerminologyOptions } from './options';

/** `biogloss terminology build`: the embedded index, with a README that says what is in it. */
export async function buildEmbedded(
  folders: readonly string[],
  { out, coverage = [] }: TerminologyOptions,
  terminal: Terminal,
): Promise<number> {
  const [folder, ...others] = folders;
  if (folder === undefined || others.length > 0)
    throw new UsageError('one FOLDER is needed: that of mesh.tsv and the .obo files');
  const target = required('--out', out);
  const embedded = await buildEmbeddedIndex(folder, {
    progress: (file, share) => terminal.progress(`${file}: ${Math.round(share * 100)} %`),
  });
  const index = new TermIndex(embedded.bytes.buffer as ArrayBuffer, embeddedIndexFile);
  const covered = [];
  for (const corpus of coverage) covered.push(...(await coverageOf(corpus, index)));
  await mkdir(target, { recursive: true });
  await writeAtomically(join(target, embeddedIndexFile), [embedded.bytes]);
  await writeAtomically(join(target, embeddedHashFile), [
    Buffer.from(`${index.sha256()}  ${embeddedIndexFile}\n`),
  ]);
  await writeAtomically(join(target, termWordsFile), [termWordsBytes(index, TermWords.of(index))]);
  await writeAtomically(join(target, 'README.md'), [Buffer.from(readme(embedded, covered), 'utf8')]);
  const megabytes = (embedded.bytes.length / 1e6).toFixed(1);
  terminal.tell(
    `${join(target, embeddedIndexFile)}: ${embedded.concepts} concepts, ${embedded.names} names, ${megabytes} MB`,
  );
  return 0;
}

interface Coverage {
  readonly corpus: string;
  readonly type: string;
  readonly ids: readonly [present: number, all: number];
  readonly mentions: readonly [present: number, all: number];
}

/** How many of a corpus's concepts the index has, by type; a mention of several concepts counts once for each. */
async function coverageOf(path: string, index: TermIndex): Promise<Coverage[]> {
  const text = await readText(path);
  const { documents } = readFile({ name: basename(path), text }, detectFormat(text));
  const counts = new Map<string, Map<string, number>>();
  for (const { type, concepts } of documents.flatMap(({ mentions }) => mentions)) {
    const ofType = counts.get(type) ?? new Map<string, number>();
    counts.set(type, ofType);
    for (const id of concepts.map((each) => qualifiedConceptId(each.id)))
      if (id !== '-1') ofType.set(id, (ofType.get(id) ?? 0) + 1);
  }
  return [...counts].sort().map(([type, ids]) => {
    const present = [...ids].filter(([id]) => index.find(id) >= 0);
    const sum = (of: Iterable<[string, number]>) => [...of].reduce((total, [, count]) => total + count, 0);
    return {
      corpus: `${basename(dirname(path))} ${basename(path).split('.')[0]}`,
      type,
      ids: [present.length, ids.size],
      mentions: [sum(present), sum(ids)],
    };
  });
}

const share = ([present, all]: readonly [number, number]): string =>
  `${present} of ${all} (${((100 * present) / Math.max(all, 1)).toFixed(1)} %)`;

const readme = ({ bytes, concepts, names, sources }: EmbeddedIndex, covered: readonly Coverage[]): string =>
  `# The index of chemicals and diseases

\`${embeddedIndexFile}\` holds ${concepts} concepts with ${names} names in ${bytes.length} bytes: ids, names, types and places in MeSH's tree, nothing else.
Of names that differ only in case, hyphens, plural, spelling or word order one is kept. Names from the ontologies are those of terms that
say themselves to be the same as a MeSH concept; they are marked as loose, and weigh less than MeSH's own. Diseases that MeSH lacks come
from the Disease Ontology by OMIM's number; where MeSH and OMIM both have a disease, MeSH's concept knows OMIM's number.
\`${termWordsFile}\` holds how often the names have each word, which models ask when they are loaded;
\`${embeddedIndexFile}.sha256\` the hash that the index was made with: as long as it has that, nobody looks for damage in it.

| source | concepts | version | licence |
|---|---|---|---|
${sources.map(({ file, title, concepts: count, version, licence }) => `| ${title} (${file}) | ${count} | ${version} | ${licence} |`).join('\n')}

Made with \`npm run build:index\`, which finds these files in the folder terminology of BIOGLOSS_DATA. Equal files give an equal index.
${
  covered.length === 0
    ? ''
    : `
How much of corpora's annotations it knows:

| corpus | type | concepts | mentions |
|---|---|---|---|
${covered.map(({ corpus, type, ids, mentions }) => `| ${corpus} | ${type} | ${share(ids)} | ${share(mentions)} |`).join('\n')}
`
}`;

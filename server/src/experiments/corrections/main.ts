import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import * as z from 'zod';
import { type AnnotatedDocument, extent } from '../../annotation/model';
import { type Finished, withFinished } from '../../curation/finished';
import { emptySidecar, writeSidecar } from '../../curation/sidecar';
import { sidecarPath } from '../../curation/sidecarFile';
import { byUncertainty, documentUncertainty } from '../../curation/uncertainty';
import { verdictOf } from '../../curation/verdict';
import { fourDecimals, shares } from '../../evaluation/figures';
import { randomSequence } from '../../numbers/randomNumbers';
import { Pipeline } from '../../pipeline/pipeline';
import { sentence } from '../../platform/failure';
import { packageRoot } from '../../platform/packageRoot';
import { plainTextPassages } from '../../text/plainText';
import { shift } from '../../text/span';
import { readCorpus } from '../../training/corpus';
import { dataFile } from '../../training/lexicalResources';
import { typedBy } from '../../training/otherGuidelines';
import { decisionsOf } from './simulatedPerson';

const usage = `Usage: npm run corrections -- [options]

Simulates a person who corrects what a model finds in documents of a corpus, by that corpus's guideline; has the model learn from it by
"biogloss curation learn"; and scores the model before and after on other documents of the corpus, and on what it knew before. Figures go to
docs/figures/corrections.json as they come, and are not made again. What is made is said in configs/corrections-experiment.json.

  --only WORD  only runs whose name has the word in it; may be given several times
`;

const planFile = z.strictObject({
  base: z.string(),
  /** A corpus that the base knew: what is forgotten. */
  known: z.string(),
  seeds: z.array(z.number().int()),
  rows: z.array(
    z.strictObject({
      name: z.string(),
      train: z.string(),
      /** Other documents of the corpus, which nothing is learned from. */
      measured: z.string(),
      /** The model's type for each type of the corpus; others are left out. */
      types: z.record(z.string(), z.string()),
      /** Where the corpus has a document for each sentence: so many make one. */
      sentences: z.number().int().min(1).default(1),
      /** How many findings of the model the person changes; they read documents to the end. */
      corrections: z.array(z.number().int().min(1)),
      /** Whether they say of each document that it is finished. */
      finished: z.boolean().default(true),
      /** Which documents they read: any, or those that the model is least sure of. */
      order: z.enum(['random', 'uncertain']).default('random'),
      /** So many other texts lie in the same folder. */
      unreviewed: z.number().int().min(0).default(200),
      config: z.string().optional(),
    }),
  ),
});
type Row = z.infer<typeof planFile>['rows'][number];

const figuresFile = join(packageRoot(), 'docs/figures/corrections.json');
const out = join(packageRoot(), 'runs/corrections');
const tell = (line: string) => void process.stderr.write(`${line}\n`);

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { only: { type: 'string', multiple: true }, help: { type: 'boolean', short: 'h' } },
  });
  if (values.help) return tell(usage);
  const plan = planFile.parse(readJson(join(packageRoot(), 'configs/corrections-experiment.json')));
  const base = new Base(join(packageRoot(), plan.base));
  const known = await knownDocuments(plan.known);
  for (const row of plan.rows)
    for (const corrections of row.corrections)
      for (const seed of plan.seeds) {
        const name = `${row.name}-${corrections}-${seed}`;
        const figures = existsSync(figuresFile) ? readJson(figuresFile) : {};
        if (figures[name] || (values.only && !values.only.some((word) => name.includes(word)))) continue;
        tell(`${name} …`);
        const folder = join(out, name);
        rmSync(folder, { recursive: true, force: true });
        const reviewed = await review(row, {
          base: base.folder,
          folder: join(folder, 'texts'),
          corrections,
          seed,
        });
        const run = join(folder, 'run');
        const given = ['--model', base.folder, '--device', 'cpu'];
        const config = row.config === undefined ? [] : ['--config', join(packageRoot(), row.config)];
        biogloss(
          'curation',
          'learn',
          join(folder, 'texts'),
          '--out',
          run,
          '--seed',
          String(seed),
          ...given,
          ...config,
        );
        const gold = await measuredOn(row);
        const types = Object.values(row.types);
        const scores = { before: base.score(gold, types), after: score(run, gold, types) };
        const others = base.types.filter((type) => !types.includes(type));
        const knew = { before: base.score(known, others), after: score(run, known, others) };
        keep({ ...figures, [name]: { ...reviewed, seed, ...scores, known: knew } });
      }
}

interface Task {
  readonly base: string;
  readonly folder: string;
  readonly corrections: number;
  readonly seed: number;
}

/** Writes texts with what the person decided on them. */
async function review(row: Row, { base, folder, corrections, seed }: Task) {
  const random = randomSequence(seed, 'documents to review');
  const drawn = (await readTyped(row, row.train))
    .map((document) => ({ document, key: random() }))
    .sort((a, b) => a.key - b.key)
    .map(({ document }) => document);
  const pipeline = await Pipeline.load(base, { device: 'cpu' });
  try {
    const find = async (document: AnnotatedDocument) => {
      const { mentions } = await pipeline.annotate(document);
      return mentions.filter(({ type }) => Object.values(row.types).includes(type));
    };
    const order = row.order === 'random' ? drawn : await byDoubt(drawn.slice(0, 200), find);
    mkdirSync(folder, { recursive: true });
    const others = drawn.slice(drawn.length - row.unreviewed);
    for (const [index, { text }] of others.entries())
      writeFileSync(join(folder, `unreviewed-${index}.txt`), text);
    const counts = { documents: 0, decisions: 0, corrections: 0 };
    for (const document of order) {
      if (counts.corrections >= corrections) break;
      const decisions = decisionsOf(document, await find(document));
      counts.documents++;
      counts.decisions += decisions.length;
      counts.corrections += decisions.filter((each) => verdictOf(each) !== 'accepted').length;
      const file = join(folder, `${String(counts.documents).padStart(4, '0')}.txt`);
      const who: Pick<Finished, 'by' | 'when'> = { by: 'simulated', when: '2026-01-01T00:00:00Z' };
      const sidecar = { ...emptySidecar, decisions };
      writeFileSync(file, document.text);
      writeFileSync(
        sidecarPath(file),
        writeSidecar(row.finished ? withFinished(sidecar, document.text, who) : sidecar),
      );
    }
    return counts;
  } finally {
    await pipeline.dispose();
  }
}

async function byDoubt(
  documents: readonly AnnotatedDocument[],
  find: (document: AnnotatedDocument) => Promise<AnnotatedDocument['mentions']>,
): Promise<AnnotatedDocument[]> {
  const ranked = [];
  for (const document of documents)
    ranked.push({
      document,
      doubt: documentUncertainty({ mentions: await find(document), relations: [] }),
    });
  return ranked.sort((a, b) => byUncertainty(a.doubt, b.doubt)).map(({ document }) => document);
}

/** The model that everybody begins with; it is scored once on each file. */
class Base {
  readonly types: readonly string[];
  readonly #scores = new Map<string, number>();

  constructor(readonly folder: string) {
    const { guidelines, marks = [guidelines[0].name] } = readJson(join(folder, 'model-best/config.json'));
    const shown = guidelines.filter(({ name }: { name: string }) => marks.includes(name));
    this.types = shown.flatMap(({ entityTypes }: { entityTypes: string[] }) => entityTypes);
  }

  score(gold: string, types: readonly string[]): number {
    const key = JSON.stringify([gold, types]);
    const found = this.#scores.get(key) ?? score(this.folder, gold, types);
    this.#scores.set(key, found);
    return found;
  }
}

/** So many documents of what the base knew tell enough. */
const mostKnown = 100;

async function knownDocuments(file: string): Promise<string> {
  const documents = await readCorpus(dataFile('known', file), () => {});
  return written(join(out, 'known.jsonl'), documents.slice(0, mostKnown));
}

/** The documents to measure on, with the person's types, as a file. */
const measuredOn = async (row: Row): Promise<string> =>
  written(join(out, `${row.name}.jsonl`), await readTyped(row, row.measured));

function written(path: string, documents: readonly AnnotatedDocument[]): string {
  const rows = documents.map(({ text, mentions }, index) => ({
    text,
    meta: { id: String(index) },
    spans: mentions.map((mention) => {
      const { start, end } = extent(mention);
      const points = (offset: number) => [...text.slice(0, offset)].length;
      return { start: points(start), end: points(end), label: mention.type };
    }),
  }));
  mkdirSync(out, { recursive: true });
  writeFileSync(path, rows.map((each) => `${JSON.stringify(each)}\n`).join(''));
  return path;
}

/** Without concepts: the simulated person decides on mentions alone. */
async function readTyped({ types, sentences }: Row, file: string): Promise<AnnotatedDocument[]> {
  const read = (await readCorpus(dataFile('train', file), () => {})).map((document) => ({
    ...document,
    mentions: typedBy(document.mentions, types).map((mention) => ({ ...mention, concepts: [] })),
    relations: [],
  }));
  return Array.from({ length: Math.ceil(read.length / sentences) }, (_, index) =>
    joined(read.slice(index * sentences, (index + 1) * sentences)),
  );
}

function joined(documents: readonly AnnotatedDocument[]): AnnotatedDocument {
  const text = documents.map((document) => document.text).join(' ');
  let start = 0;
  const mentions = documents.flatMap((document) => {
    const by = start;
    start += document.text.length + 1;
    return document.mentions.map((mention) => {
      const [first, ...rest] = mention.spans;
      return { ...mention, spans: [shift(first, by), ...rest.map((each) => shift(each, by))] as const };
    });
  });
  return { ...documents[0]!, text, passages: plainTextPassages(text), mentions };
}

/** Strict F1 of all mentions of some types. */
function score(model: string, gold: string, types: readonly string[]): number {
  const scores = JSON.parse(
    biogloss('evaluate', '--model', model, '--gold', gold, '--json', '--device', 'cpu'),
  );
  const sum = (name: 'tp' | 'fp' | 'fn') =>
    types.reduce((total, type) => total + (scores[`mention_${type}`]?.[name] ?? 0), 0);
  return fourDecimals(shares({ tp: sum('tp'), fp: sum('fp'), fn: sum('fn') }).f1);
}

/** @returns what it prints */
function biogloss(...words: string[]): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['dist/cli.js', ...words], {
    cwd: packageRoot(),
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  if (status !== 0) throw new Error(`biogloss ${words.join(' ')} failed:\n${stderr}`);
  return stdout;
}

function keep(figures: Record<string, unknown>): void {
  const sorted = Object.entries(figures).sort(([a], [b]) => a.localeCompare(b, 'en', { numeric: true }));
  writeFileSync(figuresFile, `${JSON.stringify(Object.fromEntries(sorted), null, 1)}\n`);
}

function readJson(path: string) {
  return JSON.parse(readFileSync(path, 'utf8'));
}

main().catch((error) => {
  tell(`biogloss: ${sentence(error)}`);
  process.exitCode = 1;
});

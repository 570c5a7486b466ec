// How well, and how fast, the default model (or --model=FOLDER) links the gold mentions of BC5CDR's dev part: of all names, of rare and ambiguous
// ones, of names whose concept was taken out of the terminology. --speed tells only how fast.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { conceptsOf, meaningOf } from '../../server/src/annotation/meaning';
import { type AnnotatedDocument, wording } from '../../server/src/annotation/model';
import { mixKeys } from '../../server/src/numbers/randomNumbers';
import { modelFiles, readModelFolder } from '../../server/src/pipeline/modelFolder';
import { openLearned } from '../../server/src/tasks/normalization/learnedFiles';
import { Linker } from '../../server/src/tasks/normalization/linker';
import { NameLexicon } from '../../server/src/tasks/normalization/nameLexicon';
import { openEmbeddedIndex } from '../../server/src/terminology/embeddedIndex';
import { nameKey } from '../../server/src/terminology/names/nameKey';
import { Terminologies } from '../../server/src/terminology/terminologies';
import { readCorpus } from '../../server/src/training/corpus';
import { without } from '../../server/src/training/linking/withheld';
import { corpusFile, unlessCorpus } from '../corpora';
import { accuracy, calibrationError, type LinkedMention, linkGold } from '../support/linkedDev';

const option = (name: string, otherwise: string): string =>
  process.argv.find((argument) => argument.startsWith(`--${name}=`))?.slice(name.length + 3) ?? otherwise;
const missing = unlessCorpus('bc5cdr/train', 'bc5cdr/dev');
if (missing) console.log(missing);
else void measure();

async function measure(): Promise<void> {
  const given = option('model', join(process.cwd(), 'models', 'default'));
  const read = (name: string) => readCorpus(corpusFile(`bc5cdr/${name}`)!, () => {});
  const [train, dev] = [await read('train'), await read('dev')];
  const terms = openEmbeddedIndex();
  const { folder, lexicon, linking } = await readModelFolder(given, terms);
  if (!linking) console.log(`${folder} has no ranker: names are linked by likeness alone`);
  const opened = linking && (await openLearned(linking));
  const terminologies = new Terminologies([terms]);
  const linker = new Linker(lexicon, terminologies, opened?.learned);
  const { processor } = await timed(() => linker.prepare());
  console.log(`tables: ${processor.toFixed(0)} ms of processor time`);
  console.log('an abstract, when its names are asked for:');
  const first = await linkEach(dev, linker);
  tellSpeed('  the first time', first);
  const news = newNames(dev);
  tellSpeed(
    '  the first time, where five or more are new',
    first.filter((_, i) => news[i] >= 5),
  );
  tellSpeed('  again', await linkEach(dev, linker));
  if (process.argv.includes('--speed')) return opened?.release();

  const all = (await linkGold(dev, linker)).filter(({ gold }) => gold !== '');
  const seen = countsOf(train);
  for (const type of ['Chemical', 'Disease']) {
    const ofType = all.filter((mention) => mention.type === type);
    const times = ({ name }: LinkedMention) => seen.get(`${type}\t${name.toLowerCase()}`) ?? 0;
    const held = (name: string) =>
      terminologies.lookup(name).filter(({ index, concept }) => index.types(concept).includes(type));
    const meanings = (name: string) =>
      new Set([
        ...held(name).map(({ index, concept }) => index.id(concept)),
        ...lexicon
          .senses(name, type)
          .filter(({ count }) => count > 0)
          .map(({ meaning }) => meaning),
      ]);
    tell(`${type}, all`, ofType);
    tell(
      '  seen in train',
      ofType.filter((each) => times(each) > 0),
    );
    tell(
      '  unseen',
      ofType.filter((each) => times(each) === 0),
    );
    tell(
      '  rare: seen at most once, no name of the terminology',
      ofType.filter((each) => times(each) <= 1 && held(each.name).length === 0),
    );
    tell(
      '  ambiguous: two or more concepts have the name',
      ofType.filter(({ name }) => nameKey(name) !== '' && meanings(name).size > 1),
    );
  }
  await tellNothing(dev, linker, async () => {
    const isGone = (id: string) => mixKeys('bench', id) % 10 === 0;
    const lines = readFileSync(join(folder, modelFiles.names), 'utf8').split('\n');
    const left = lines.filter(
      (line) => !(line.split('\t')[2] ?? '').split('|').some((id) => isGone(meaningOf([id]))),
    );
    const less = new Linker(
      NameLexicon.fromTsv(left.join('\n')),
      new Terminologies([without(terms, isGone)]),
      opened?.learned,
    );
    return (await linkGold(dev, less)).filter(({ gold }) => gold !== '' && conceptsOf(gold).every(isGone));
  });
  await opened?.release();
}

function tell(what: string, mentions: readonly LinkedMention[]): void {
  const within5 = mentions.filter(({ gold, answer, others }) => gold === answer || others.includes(gold));
  console.log(
    `${what}: ${accuracy(mentions).toFixed(4)} of ${mentions.length} (among the first five ${(within5.length / mentions.length).toFixed(4)}), calibration error ${calibrationError(mentions).toFixed(3)}`,
  );
}

/** How often "nothing fits" is said, and rightly. */
async function tellNothing(
  dev: readonly AnnotatedDocument[],
  linker: Linker,
  takenAway: () => Promise<LinkedMention[]>,
): Promise<void> {
  const mentions = await linkGold(dev, linker);
  const share = (all: readonly LinkedMention[]) =>
    `${all.filter(({ answer }) => !answer).length} of ${all.length}`;
  console.log(
    `"not in the terminology", said of mentions that annotators linked: ${share(mentions.filter(({ gold }) => gold !== ''))}`,
  );
  console.log(
    `  of mentions that annotators gave no concept: ${share(mentions.filter(({ gold }) => gold === ''))}`,
  );
  const gone = await takenAway();
  for (const type of new Set(gone.map((each) => each.type)))
    console.log(
      `  of mentions of a ${type} that was taken away: ${share(gone.filter((each) => each.type === type))}`,
    );
}

function countsOf(documents: readonly AnnotatedDocument[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { text, mentions } of documents)
    for (const mention of mentions) {
      const key = `${mention.type}\t${wording(text, mention).toLowerCase()}`;
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  return counts;
}

/** Wall and processor time in milliseconds. */
interface Time {
  readonly wall: number;
  readonly processor: number;
}

async function timed(work: () => Promise<unknown>): Promise<Time> {
  const started = performance.now();
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return { wall: performance.now() - started, processor: (user + system) / 1000 };
}

async function linkEach(documents: readonly AnnotatedDocument[], linker: Linker): Promise<Time[]> {
  const times: Time[] = [];
  for (const document of documents) times.push(await timed(() => linkGold([document], linker)));
  return times;
}

/** How many of each document's names no document before it has. */
function newNames(documents: readonly AnnotatedDocument[]): number[] {
  const seen = new Set<string>();
  return documents.map(({ text, mentions }) => {
    const before = seen.size;
    for (const mention of mentions) seen.add(`${mention.type}\t${wording(text, mention)}`);
    return seen.size - before;
  });
}

function tellSpeed(what: string, times: readonly Time[]): void {
  const sorted = (of: keyof Time) => times.map((time) => time[of]).sort((a, b) => a - b);
  const at = (values: readonly number[], share: number) =>
    values[Math.floor(share * (values.length - 1))].toFixed(1);
  const wall = sorted('wall');
  const within5 = wall.filter((each) => each <= 5).length / wall.length;
  console.log(
    `${what}, ${times.length} abstracts: median ${at(wall, 0.5)} ms, ${(100 * within5).toFixed(0)} % within 5 ms, 95 % within ${at(wall, 0.95)} ms; median of processor time ${at(sorted('processor'), 0.5)} ms`,
  );
}

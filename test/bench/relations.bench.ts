// How well, how honestly and how fast the default model (or --model=FOLDER) finds relations on BC5CDR's dev part, and how many it claims of
// abstracts that state none (NCBI Disease's dev part).

import { join } from 'node:path';
import type { Given } from '../../server/src/annotation/given';
import type { AnnotatedDocument } from '../../server/src/annotation/model';
import { extent } from '../../server/src/annotation/model';
import { scoreCorpus } from '../../server/src/evaluation/score';
import { scoreTable } from '../../server/src/evaluation/table';
import { conceptPairs } from '../../server/src/formats/relationEnds';
import { readModelFolder } from '../../server/src/pipeline/modelFolder';
import { openModel, readGraphs } from '../../server/src/pipeline/openModel';
import { Pipeline } from '../../server/src/pipeline/pipeline';
import { cutUnits } from '../../server/src/pipeline/units';
import { read } from '../../server/src/tasks/reading';
import { openEmbeddedIndex } from '../../server/src/terminology/embeddedIndex';
import { Terminologies } from '../../server/src/terminology/terminologies';
import { contains } from '../../server/src/text/span';
import { readCorpus } from '../../server/src/training/corpus';
import { calibrationError } from '../../server/src/training/relations/calibration';
import { corpusFile, unlessCorpus } from '../corpora';

const folder =
  process.argv.find((argument) => argument.startsWith('--model='))?.slice('--model='.length) ??
  join(process.cwd(), 'models', 'default');
const missing = unlessCorpus('bc5cdr/train', 'bc5cdr/dev', 'ncbi-disease/dev');
if (missing) console.log(missing);
else void measure();

async function measure(): Promise<void> {
  const documents = (name: string) => readCorpus(corpusFile(name)!, () => {});
  const [seen, dev] = [await documents('bc5cdr/train'), await documents('bc5cdr/dev')];
  const pipeline = await Pipeline.load(folder, { device: 'cpu' });
  const annotated = async (given: Given, texts: readonly AnnotatedDocument[], by = pipeline) => {
    const found: AnnotatedDocument[] = [];
    for (const text of texts) found.push({ ...text, ...(await by.annotate(text, { given })) });
    return found;
  };
  for (const [given, name] of [
    ['entities', 'between gold entities'],
    ['none', 'from raw text'],
  ] as const) {
    const scores = scoreCorpus(dev, await annotated(given, dev), { seen });
    const relations = Object.entries(scores).filter(([key]) => key.startsWith('relation_'));
    console.log(`${name}\n${scoreTable(Object.fromEntries(relations))}`);
  }
  const none = await annotated('none', await documents('ncbi-disease/dev'));
  const claimed = none.reduce((sum, { relations }) => sum + relations.length, 0);
  console.log(
    `NCBI Disease dev: ${claimed} relations claimed in ${none.filter(({ relations }) => relations.length > 0).length} of ${none.length} abstracts`,
  );
  await pipeline.dispose();
  const all = await Pipeline.load(folder, { device: 'cpu', threshold: 0 });
  const judged = (await annotated('entities', dev, all)).flatMap(({ relations }, i) => {
    const right = new Set(dev[i].relations.flatMap((each) => conceptPairs(each).map((ends) => ends.join())));
    return relations.map(({ subject, object, score }) => ({
      score: score!,
      right: right.has([subject, object].join()),
    }));
  });
  console.log(
    `expected calibration error: ${calibrationError(judged).toFixed(3)}, of ${judged.length} pairs that dev's texts join`,
  );
  await all.dispose();
  await speed(dev);
}

/** Of the relations alone, once the words are encoded. */
async function speed(dev: readonly AnnotatedDocument[]): Promise<void> {
  const terms = openEmbeddedIndex();
  const model = await readModelFolder(folder, terms);
  const { heads, release } = await openModel(model, await readGraphs(model), new Terminologies([terms]), {
    provider: 'cpu',
    threads: 0,
    asked: { inUse: [0], together: [0] },
    isTimed: false,
  });
  const times = { encoder: [] as number[], relations: [] as number[] };
  for (const { text, passages, mentions } of dev)
    for (const unit of cutUnits(text, passages)) {
      const reading = read(text, unit.passages);
      const started = performance.now();
      const [encoded] = await heads.encoder.encode([reading]);
      const within = mentions.filter((mention) => contains(unit.span, extent(mention)));
      const between = performance.now();
      await heads.relations?.extract(reading, encoded, within);
      times.encoder.push(between - started);
      times.relations.push(performance.now() - between);
    }
  for (const [part, each] of Object.entries(times)) {
    each.sort((a, b) => a - b);
    const at = (share: number) => each[Math.floor(share * (each.length - 1))].toFixed(1);
    console.log(`${part} of an abstract: median ${at(0.5)} ms, p95 ${at(0.95)} ms`);
  }
  await release();
}

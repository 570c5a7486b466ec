// The terminology's share of what an editor waits for: opening the embedded index (made by "npm run build:index"), names in a text, and
// candidates of mentions. Recall is that of BC5CDR's train part, with short forms replaced by the long forms that the documents define.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { qualifiedConceptId } from '../../server/src/annotation/conceptId';
import { wording } from '../../server/src/annotation/model';
import { detectFormat, readFile } from '../../server/src/formats/registry';
import { findShortForms } from '../../server/src/tasks/ner/shortForms';
import { CandidateFinder } from '../../server/src/terminology/candidates/candidates';
import { DictionaryMatcher } from '../../server/src/terminology/dictionaryMatcher';
import { TermIndex } from '../../server/src/terminology/index/termIndex';
import { Terminologies } from '../../server/src/terminology/terminologies';
import { splitSentences } from '../../server/src/text/sentences';

const timed = <T>(work: () => T): [result: T, milliseconds: number] => {
  const start = performance.now();
  return [work(), performance.now() - start];
};

const path = join(process.cwd(), 'models', 'index', 'mesh.terms');
const data = process.env['BIOGLOSS_DATA'] ?? join(process.cwd(), '..', 'shared', 'data');
const corpus = join(data, 'corpora', 'bc5cdr', 'train.PubTator.txt');
if (!existsSync(path)) console.log('there is no models/index; "npm run build:index" makes it');
else {
  const before = process.memoryUsage().rss;
  const [index, opening] = timed(() => TermIndex.open(path));
  const taken = (process.memoryUsage().rss - before) / 1e6;
  console.log(`open the index: ${opening.toFixed(0)} ms, ${taken.toFixed(1)} MB`);
  if (!existsSync(corpus)) console.log(`there is no ${corpus}`);
  else measure(index, readFileSync(corpus, 'utf8'));
}

function measure(index: TermIndex, content: string): void {
  const { documents } = readFile({ name: 'train', text: content }, detectFormat(content));
  const text = documents.map((document) => document.text).join('\n\n');
  const megabytes = Buffer.byteLength(text) / 1e6;
  const matcher = new DictionaryMatcher(new Terminologies([index]));
  for (const pass of ['first', 'second', 'third']) {
    const [matches, milliseconds] = timed(() => matcher.match(text));
    const speed = (megabytes / milliseconds) * 1000;
    console.log(`names in a text, ${pass} pass: ${speed.toFixed(1)} MB/s (${matches.length} matches)`);
  }

  const finder = new CandidateFinder(index);
  const [, building] = timed(() => finder.find('first'));
  console.log(`candidates, tables built: ${building.toFixed(0)} ms`);
  const found = new Map<string, Set<string>>();
  const counts: Record<string, { all: number; known: number; held: number }> = {};
  let asking = 0;
  for (const document of documents) {
    const longForms = new Map(
      findShortForms(
        document.text,
        splitSentences(document.text, { start: 0, end: document.text.length }),
      ).map(({ short, long }) => [
        document.text.slice(short.start, short.end),
        document.text.slice(long.start, long.end),
      ]),
    );
    for (const mention of document.mentions) {
      const gold = mention.concepts.map(({ id }) => qualifiedConceptId(id));
      if (gold.includes('-1')) continue;
      const said = wording(document.text, mention);
      const name = longForms.get(said) ?? said;
      const question = `${mention.type}\t${name}`;
      let ids = found.get(question);
      if (!ids) {
        const [candidates, milliseconds] = timed(() => finder.find(name, mention.type));
        asking += milliseconds;
        ids = new Set(candidates.map(({ concept }) => index.id(concept)));
        found.set(question, ids);
      }
      counts[mention.type] ??= { all: 0, known: 0, held: 0 };
      const count = counts[mention.type]!;
      count.all++;
      if (gold.every((id) => index.find(id) >= 0)) count.known++;
      if (gold.every((id) => ids.has(id))) count.held++;
    }
  }
  console.log(`candidates of a mention: ${(asking / found.size).toFixed(2)} ms`);
  for (const [type, { all, known, held }] of Object.entries(counts))
    console.log(
      `recall ${type}: ${((100 * held) / all).toFixed(1)} % of ${all}, ${((100 * held) / known).toFixed(1)} % where the index has the concepts`,
    );
}

// How long an abstract takes, warm, and how much memory all of them: the embedded model over BC5CDR dev, as the shell command runs it.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readPubTator } from '../../server/src/formats/pubtator/read';
import { Pipeline } from '../../server/src/pipeline/pipeline';
import { corpusFile } from '../corpora';

async function main() {
  const file = corpusFile('bc5cdr/dev');
  if (!file)
    return console.log('skipped: there is no corpora/bc5cdr/dev under BIOGLOSS_DATA or ../shared/data');
  const { documents } = readPubTator(readFileSync(file, 'utf8'));
  const started = performance.now();
  const pipeline = await Pipeline.load(join(process.cwd(), 'models', 'default'), { device: 'cpu' });
  console.log(`model loaded in ${Math.round(performance.now() - started)} ms`);
  for (const document of documents.slice(0, 20)) await pipeline.annotate(document, { given: 'spans' });
  const times: number[] = [];
  for (const document of documents) {
    const begun = performance.now();
    await pipeline.annotate(document);
    times.push(performance.now() - begun);
  }
  times.sort((a, b) => a - b);
  const at = (share: number) => times[Math.floor(share * (times.length - 1))].toFixed(1);
  console.log(
    `${documents.length} abstracts: median ${at(0.5)} ms, p95 ${at(0.95)} ms, longest ${at(1)} ms (bar: median 33 ms)`,
  );
  console.log(`peak memory ${Math.round(process.resourceUsage().maxRSS / 1024)} MiB (bar: 1024 MiB)`);
  await pipeline.dispose();
}

void main();

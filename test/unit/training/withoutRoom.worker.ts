import { mkdirSync, readFileSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { eventsIn } from '../../../server/src/runs/logReader';
import { RunLog } from '../../../server/src/training/runLog';
import { train } from '../../../server/src/training/train';

/** In a process whose files may have a kilobyte at most: what a log holds once it could not grow, and what a training tells that fails then. */
process.on('SIGXFSZ', () => {});
const [folder] = process.argv.slice(2);

async function main(): Promise<void> {
  const own = join(folder, 'own');
  mkdirSync(own);
  const path = join(own, 'log.jsonl');
  const log = await RunLog.open(own, true);
  log.write({ type: 'note', text: 'long '.repeat(1000) });
  truncateSync(path, 100);
  log.write({ type: 'note', text: 'there is room again' });
  const order = { train: [join(folder, 'broken.txt')], base: 'default', out: join(folder, 'run') };
  const failure = await train(order, { report: () => {}, tell: () => {} }).catch(({ message }) => message);
  const events = eventsIn(readFileSync(path, 'utf8')).map((event) => event.type === 'note' && event.text);
  process.stdout.write(JSON.stringify({ events, failure }));
}

void main();

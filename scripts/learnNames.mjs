// Learns how the default model links names anew, without training its networks: node scripts/learnNames.mjs
// Training does the same; this spares the networks where only the linking has changed.
//   --train FILE   what is learned from, several times where it is several files (default: BC5CDR's train part)
//   --dev FILE     what figures are measured on besides the config's `heldOut`, so that nothing is learned of it (default: BC5CDR's dev part)
//   --config FILE  how: its section `linking` counts (default: configs/default.json)
//   --out FOLDER   another model folder to write: a copy of the default model with this linking
import { cpSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { productModule } from './product.mjs';
import { main, root, say } from './terminal.mjs';

const entry = `
export { openEmbeddedIndex } from './server/src/terminology/embeddedIndex';
export { readCorpora, readCorpus } from './server/src/training/corpus';
export { readHeldOut } from './server/src/training/heldOut';
export { configuredLinking } from './server/src/training/linking/configuredLinking';
export { readConfig } from './server/src/training/readConfig';
export { writeLinking } from './server/src/training/writeModel';
`;

await main(async () => {
  const data = join(process.env.BIOGLOSS_DATA ?? '../shared/data', 'corpora/bc5cdr');
  const { values } = parseArgs({
    options: {
      train: { type: 'string', multiple: true, default: [join(data, 'train.PubTator.txt')] },
      dev: { type: 'string', default: join(data, 'dev.PubTator.txt') },
      config: { type: 'string', default: join(root, 'configs/default.json') },
      out: { type: 'string', default: join(root, 'models/default') },
    },
  });
  for (const file of [...values.train, values.dev])
    if (!existsSync(file))
      throw new Error(`${file} is missing: set BIOGLOSS_DATA to the folder that holds corpora/.`);
  const {
    openEmbeddedIndex,
    readCorpora,
    readCorpus,
    readHeldOut,
    configuredLinking,
    readConfig,
    writeLinking,
  } = await productModule(entry);
  const config = await readConfig(values.config);
  if (!config.linking) throw new Error(`${values.config} has no section "linking" to learn by.`);
  const train = await readCorpora(values.train, say);
  const heldOut = [...(await readCorpus(values.dev, say)), ...(await readHeldOut(config, say))];
  const learned = await configuredLinking(config, train, heldOut, openEmbeddedIndex(), { tell: say });
  if (!existsSync(values.out)) cpSync(join(root, 'models/default'), values.out, { recursive: true });
  await writeLinking(values.out, learned);
  say(`${values.out} links by what was learned from ${values.train.join(', ')}.`);
});

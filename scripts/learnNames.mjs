// Learns how the default model links names anew, without training its networks: node scripts/learnNames.mjs
// Training does the same; this spares the networks where only the linking has changed.
//   --model FOLDER the model or run folder whose linking is learned anew (default: models/default)
//   --train FILE   what is learned from, several times where it is several files (default: BC5CDR's train part)
//   --dev FILE     what figures are measured on besides the config's `heldOut`, so that nothing is learned of it (default: BC5CDR's dev part)
//   --config FILE  how: its section `linking` counts (default: configs/default.json)
//   --out FOLDER   another model folder to write: a copy of the model with this linking (default: artifacts/linking)
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { copyModel } from './modelCopy.mjs';
import { productModule } from './product.mjs';
import { dataFolder, main, root, say } from './terminal.mjs';

const entry = `
export { readModelFolder } from './server/src/pipeline/modelFolder';
export { openEmbeddedIndex } from './server/src/terminology/embeddedIndex';
export { readCorpora, readCorpus } from './server/src/training/corpus';
export { readHeldOut } from './server/src/training/heldOut';
export { configuredLinking } from './server/src/training/linking/configuredLinking';
export { readConfig } from './server/src/training/readConfig';
export { writeLinking } from './server/src/training/writeModel';
`;

await main(async () => {
  const data = join(dataFolder, 'corpora/bc5cdr');
  const { values } = parseArgs({
    options: {
      model: { type: 'string', default: join(root, 'models/default') },
      train: { type: 'string', multiple: true, default: [join(data, 'train.PubTator.txt')] },
      dev: { type: 'string', default: join(data, 'dev.PubTator.txt') },
      config: { type: 'string', default: join(root, 'configs/default.json') },
      out: { type: 'string', default: join(root, 'artifacts/linking') },
    },
  });
  for (const file of [...values.train, values.dev])
    if (!existsSync(file))
      throw new Error(`${file} is missing: set BIOGLOSS_DATA to the folder that holds corpora/.`);
  const product = await productModule(entry);
  const config = await product.readConfig(values.config);
  if (!config.linking) throw new Error(`${values.config} has no section "linking" to learn by.`);
  const train = await product.readCorpora(values.train, say);
  const heldOut = [
    ...(await product.readCorpus(values.dev, say)),
    ...(await product.readHeldOut(config, say)),
  ];
  const index = product.openEmbeddedIndex();
  const { folder } = await product.readModelFolder(values.model, index);
  const learned = await product.configuredLinking(config, train, heldOut, index, { tell: say });
  copyModel(folder, values.out);
  await product.writeLinking(values.out, learned);
  const how = learned.linking ? 'links by what was learned' : 'knows the names';
  say(`${values.out} ${how} from ${values.train.join(', ')}.`);
  if (!learned.linking) say('For a ranker they hold too few mentions with concepts; likeness decides.');
});

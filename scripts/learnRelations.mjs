// Learns the relations of a model anew over its encoder as it is, in minutes: node scripts/learnRelations.mjs
// Training does the same at its end; this spares the entities where only the relations have changed.
//   --model FOLDER the model or run folder whose encoder counts (default: models/default)
//   --train FILE   what is learned from, several times where it is several files (default: BC5CDR's train part)
//   --dev FILE     what figures will be measured on besides the config's `heldOut`, so that nothing is learned of it (default: BC5CDR's dev part)
//   --config FILE  how: its section `relation`, its network's and its seed count (default: configs/default.json)
//   --out FOLDER   another model folder to write: a copy of the model with these relations (default: artifacts/relations)
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { copyModel } from './modelCopy.mjs';
import { productModule } from './product.mjs';
import { dataFolder, main, root, say } from './terminal.mjs';

const entry = `
export { readModelFolder } from './server/src/pipeline/modelFolder';
export { guidelineOf } from './server/src/tasks/ner/guideline';
export { openEmbeddedIndex } from './server/src/terminology/embeddedIndex';
export { readCorpora, readCorpus } from './server/src/training/corpus';
export { readHeldOut } from './server/src/training/heldOut';
export { readConfig } from './server/src/training/readConfig';
export { addRelations } from './server/src/training/relations/addRelations';
export { writeRelations } from './server/src/training/writeModel';
`;

await main(async () => {
  const data = join(dataFolder, 'corpora/bc5cdr');
  const { values } = parseArgs({
    options: {
      model: { type: 'string', default: join(root, 'models/default') },
      train: { type: 'string', multiple: true, default: [join(data, 'train.PubTator.txt')] },
      dev: { type: 'string', default: join(data, 'dev.PubTator.txt') },
      config: { type: 'string', default: join(root, 'configs/default.json') },
      out: { type: 'string', default: join(root, 'artifacts/relations') },
    },
  });
  for (const file of [...values.train, values.dev])
    if (!existsSync(file))
      throw new Error(`${file} is missing: set BIOGLOSS_DATA to the folder that holds corpora/.`);
  const product = await productModule(entry);
  const config = await product.readConfig(values.config);
  if (config.relation.epochs === 0)
    throw new Error(`${values.config} has 0 epochs in its section "relation": nothing would be learned.`);
  const train = await product.readCorpora(values.train, say);
  const heldOut = [
    ...(await product.readCorpus(values.dev, say)),
    ...(await product.readHeldOut(config, say)),
  ];
  const model = await product.readModelFolder(values.model, product.openEmbeddedIndex());
  copyModel(model.folder, values.out);
  const network = { ...model.config.network, relation: config.scratch.network.relation };
  const parts = {
    ...model,
    config: { ...model.config, network, relationTypes: [] },
    architecture: {
      network,
      input: model.input,
      guidelines: model.config.guidelines.map(product.guidelineOf),
    },
  };
  // What the model knows of relations may be of an older BioGloss, which this one cannot run.
  await product.writeRelations(values.out, parts);
  const started = process.cpuUsage();
  const learned = await product.addRelations(values.out, parts, train, config, { heldOut, tell: say });
  if (learned === parts)
    throw new Error(
      `Nothing was learned: the documents hold no relation that could be. ${values.out} finds none.`,
    );
  const { user, system } = process.cpuUsage(started);
  say(
    `${values.out} finds relations by what was learned from ${values.train.join(', ')} (${Math.round((user + system) / 1e6)} s of processor time).`,
  );
  say(`How well: npm run bench relations -- --model=${values.out}`);
});

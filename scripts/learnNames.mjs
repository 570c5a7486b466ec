// Learns the names of the default model anew, from the documents that it was trained on: node scripts/learnNames.mjs
// Training does the same; this spares the networks where only the linking has changed.
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import * as esbuild from 'esbuild';
import { options } from './build.mjs';
import { main, root, say } from './terminal.mjs';

const entry = `
export { readCorpus } from './server/src/training/corpus';
export { namedConcepts } from './server/src/training/examples';
export { NameLexicon } from './server/src/tasks/normalization/nameLexicon';
`;

await main(async () => {
  const corpus = join(process.env.BIOGLOSS_DATA ?? '../shared/data', 'corpora/bc5cdr/train.PubTator.txt');
  if (!existsSync(corpus))
    throw new Error(`${corpus} is missing: set BIOGLOSS_DATA to the folder that holds corpora/.`);
  const { entryPoints: _, outdir: __, sourcemap: ___, ...bundling } = options({}, 'out');
  const { outputFiles } = await esbuild.build({
    ...bundling,
    stdin: { contents: entry, resolveDir: root, loader: 'ts' },
    write: false,
  });
  const module = { exports: {} };
  new Function('module', 'exports', 'require', outputFiles[0].text)(
    module,
    module.exports,
    createRequire(import.meta.url),
  );
  const { readCorpus, namedConcepts, NameLexicon } = module.exports;
  const lexicon = NameLexicon.learn(namedConcepts(await readCorpus(corpus, say)));
  const path = join(root, 'models/default/names.tsv');
  await writeFile(path, lexicon.toTsv());
  say(`${path} is written.`);
});

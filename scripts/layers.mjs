// Checks the layer rules of ARCHITECTURE.md (.dependency-cruiser.cjs, read from the current folder).
//   node scripts/layers.mjs [--at-least MODULES]
// A check that reads nothing finds nothing wrong, so a run that saw fewer modules than `--at-least` fails too.
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { cruise } from 'dependency-cruiser';
import extractTSConfig from 'dependency-cruiser/config-utl/extract-ts-config';
import { main, say } from './terminal.mjs';

/** Well below what there is, well above what a broken TypeScript reader would still see. */
const fewestModules = 200;

await main(async () => {
  const { values } = parseArgs({
    options: { 'at-least': { type: 'string', default: String(fewestModules) } },
  });
  const atLeast = Number(values['at-least']);
  const folders = ['client', 'server', 'test'].filter((folder) => existsSync(folder));
  if (folders.length === 0)
    throw new Error(
      `neither client/ nor server/ is in ${process.cwd()}; run this from the repository's root`,
    );

  const { modules, violations } = await examine(folders);
  for (const { rule, from, to, cycle } of violations) {
    say(`${rule.name}: ${[from, ...(cycle?.map(({ name }) => name) ?? [to])].join(' → ')}`);
  }
  if (violations.length > 0)
    throw new Error(`${violations.length} imports break the layer rules (see ARCHITECTURE.md, "Layers")`);
  if (modules < atLeast)
    throw new Error(
      `only ${modules} TypeScript modules were seen, fewer than ${atLeast}: the check itself is broken`,
    );
  say(`layers: ${modules} modules keep the rules`);
});

async function examine(folders) {
  const { forbidden, options } = createRequire(import.meta.url)(
    join(process.cwd(), '.dependency-cruiser.cjs'),
  );
  const { enhancedResolveOptions, ...cruiseOptions } = options;
  const tsConfig = extractTSConfig(join(process.cwd(), options.tsConfig.fileName));
  const rules = { ruleSet: { forbidden, options }, validate: true };
  const { output } = await cruise(folders, { ...cruiseOptions, ...rules }, enhancedResolveOptions, {
    tsConfig,
  });
  return {
    modules: output.modules.filter(({ source }) => source.endsWith('.ts') && !source.includes('node_modules'))
      .length,
    violations: output.summary.violations,
  };
}

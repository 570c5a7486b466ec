// Writes client/src/contributions.ts into package.json: contributes, activationEvents and capabilities.
// A unit test fails where the two differ, so run this after a change there.
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as esbuild from 'esbuild';

const root = dirname(import.meta.dirname);
const manifestPath = join(root, 'package.json');

/** What package.json must say, as plain data. */
async function contributions() {
  const { outputFiles } = await esbuild.build({
    entryPoints: [join(root, 'client/src/contributions.ts')],
    bundle: true,
    format: 'esm',
    write: false,
  });
  const source = Buffer.from(outputFiles[0].contents).toString('base64');
  const { contributes, activationEvents, capabilities } = await import(
    `data:text/javascript;base64,${source}`
  );
  return { contributes, activationEvents, capabilities };
}

const { activationEvents, capabilities, contributes } = await contributions();
const {
  activationEvents: _,
  capabilities: __,
  contributes: ___,
  ...manifest
} = JSON.parse(readFileSync(manifestPath, 'utf8'));
// Before "scripts", where a reader of package.json looks for what VS Code sees.
const entries = Object.entries(manifest);
const at = entries.findIndex(([key]) => key === 'scripts');
entries.splice(
  at,
  0,
  ['activationEvents', activationEvents],
  ['capabilities', capabilities],
  ['contributes', contributes],
);
writeFileSync(manifestPath, `${JSON.stringify(Object.fromEntries(entries), null, 2)}\n`);

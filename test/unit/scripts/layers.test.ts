import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { folderWith } from './script';

/** Runs the layer check in a small project with this project's own rules. */
function check(t: TestContext, files: Record<string, string>, atLeast = 1) {
  const own = (name: string) => readFileSync(join(process.cwd(), name), 'utf8');
  const cwd = folderWith(t, {
    '.dependency-cruiser.cjs': own('.dependency-cruiser.cjs'),
    'tsconfig.json': own('tsconfig.json'),
    ...files,
  });
  const command = [join(process.cwd(), 'scripts/layers.mjs'), '--at-least', String(atLeast)];
  const { status, stderr } = spawnSync(process.execPath, command, { cwd, encoding: 'utf8' });
  return { status, stderr };
}

const text = { 'server/src/text/span.ts': 'export interface Span { start: number }\n' };

test('imports along the arrows pass', (t) => {
  const annotation = "import type { Span } from '../text/span';\nexport type Mention = Span;\n";
  const { status, stderr } = check(t, { ...text, 'server/src/annotation/model.ts': annotation });
  assert.equal(status, 0, stderr);
  assert.match(stderr, /2 modules keep the rules/);
});

test('a planted import against the arrows fails, also where only a type is imported', (t) => {
  const { status, stderr } = check(t, {
    'server/src/pipeline/pipeline.ts': 'export type Pipeline = number;\n',
    'server/src/text/span.ts':
      "import type { Pipeline } from '../pipeline/pipeline';\nexport type Span = Pipeline;\n",
  });
  assert.equal(status, 1);
  assert.match(stderr, /layer-text: server\/src\/text\/span\.ts → server\/src\/pipeline\/pipeline\.ts/);
});

test('a planted cycle inside one layer fails', (t) => {
  const { status, stderr } = check(t, {
    'server/src/text/a.ts': "import { b } from './b';\nexport const a = () => b;\n",
    'server/src/text/b.ts': "import { a } from './a';\nexport const b = () => a;\n",
  });
  assert.equal(status, 1);
  assert.match(stderr, /no-cycle/);
});

test('the editor’s path to training fails, however long', (t) => {
  const { status, stderr } = check(t, {
    'server/src/lsp/main.ts': "import '../evaluation/score';\n",
    'server/src/evaluation/score.ts': "import '../training/run';\n",
    'server/src/training/run.ts': 'export const run = 1;\n',
  });
  assert.equal(status, 1);
  assert.match(stderr, /editor-path-never-trains: server\/src\/lsp\/main\.ts/);
});

test('an import of whatever talks to a network fails anywhere but in its layer', (t) => {
  const imports: Record<string, string> = {
    'server/src/lsp/main.ts': 'node:http',
    'server/src/models/hub.ts': 'https',
    'client/src/extension.ts': 'node:net',
    'client/src/other.ts': 'node:dns/promises',
    'server/src/worker/analysis/main.ts': 'node:tls',
  };
  const files = Object.entries(imports).map(([path, name]) => [
    path,
    `import '${name}';\nexport const a = 1;\n`,
  ]);
  const { status, stderr } = check(t, {
    ...Object.fromEntries(files),
    'server/src/network/request.ts': "import 'node:http';\nexport const a = 1;\n",
  });
  assert.equal(status, 1);
  for (const path of Object.keys(imports))
    assert.match(stderr, new RegExp(`network-only-in-network: ${path}`));
  assert.match(stderr, /5 imports break/);
});

test('what talks to a network without an import is refused by the linter', (t) => {
  const own = readFileSync(join(process.cwd(), 'biome.json'), 'utf8');
  const cwd = folderWith(t, {
    'biome.json': JSON.stringify({ ...JSON.parse(own), vcs: { enabled: false } }),
    'client/src/a.ts': "fetch('https://example.org/');\nnew WebSocket('wss://example.org/');\n",
  });
  const command = [join(process.cwd(), 'node_modules/@biomejs/biome/bin/biome'), 'lint', 'client'];
  const { status, stdout, stderr } = spawnSync(process.execPath, command, { cwd, encoding: 'utf8' });
  assert.notEqual(status, 0);
  assert.equal(`${stdout}${stderr}`.match(/Only server\/src\/network talks to a network/g)?.length, 2);
});

test('an import of vscode outside the client, a folder without a layer and a missing module fail', (t) => {
  const { status, stderr } = check(t, {
    'server/src/lsp/main.ts': "import * as vscode from 'vscode';\nexport const window = vscode.window;\n",
    'server/src/helpers/many.ts': "export * from '../text/span';\n",
    'server/src/text/span.ts': "export * from './nowhere';\n",
  });
  assert.equal(status, 1);
  for (const rule of ['vscode-only-in-client', 'known-layer', 'unresolvable'])
    assert.match(stderr, new RegExp(rule));
});

test('a run that sees no modules, or too few, fails', (t) => {
  assert.equal(check(t, {}).status, 1);
  const { status, stderr } = check(t, { 'server/readme.txt': 'nothing here', 'samples/a.ts': '' });
  assert.equal(status, 1);
  assert.match(stderr, /No inputs were found|only 0 TypeScript modules were seen/);
  assert.match(check(t, text, 2).stderr, /only 1 TypeScript modules were seen, fewer than 2/);
});

import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import {
  activationEvents,
  backgroundColor,
  capabilities,
  category,
  command,
  contributes,
  corpusLanguages,
  lineColor,
} from '../../../client/src/contributions';
import { corpusLanguageOf } from '../../../server/src/formats/layout/languages';
import { defaultSettings, devices } from '../../../server/src/protocol/settings';
import { entityKinds } from '../../../server/src/protocol/vocabulary';

const manifest = JSON.parse(readFileSync('package.json', 'utf8'));
/** As JSON sees it: what is undefined is not there. */
const plain = (value: unknown) => JSON.parse(JSON.stringify(value));

test('package.json says what client/src/contributions.ts says; else run node scripts/contributes.mjs', () => {
  assert.deepEqual(manifest.contributes, plain(contributes));
  assert.deepEqual(manifest.activationEvents, plain(activationEvents));
  assert.deepEqual(manifest.capabilities, plain(capabilities));
});

test('every command has a title and the one category', () => {
  assert.deepEqual(contributes.commands.map((entry) => entry.command).sort(), Object.values(command).sort());
  for (const { title, category: shown } of contributes.commands)
    assert.ok(title.length > 0 && shown === category);
});

test('menus and keys name commands that exist', () => {
  const known = new Set<string>(Object.values(command));
  for (const entry of [...contributes.menus.commandPalette, ...contributes.keybindings])
    assert.ok(known.has(entry.command), entry.command);
});

test('every entity kind has its two colours in all four sorts of theme', () => {
  for (const id of entityKinds.flatMap((kind) => [backgroundColor(kind), lineColor(kind)])) {
    const colour = contributes.colors.find((entry) => entry.id === id);
    assert.ok(colour, id);
    for (const theme of ['light', 'dark', 'highContrast', 'highContrastLight'] as const) {
      assert.match(colour.defaults[theme], /^#[0-9a-f]{6}([0-9a-f]{2})?$/, `${id} in ${theme}`);
    }
  }
});

test('files that the manifest names exist', () => {
  const files = [
    manifest.icon,
    ...contributes.grammars.map(({ path }) => path),
    ...contributes.languages.flatMap((language) => [
      language.configuration,
      ...('icon' in language ? [language.icon.light, language.icon.dark] : []),
    ]),
  ];
  for (const file of files) assert.ok(file && existsSync(file), String(file));
});

test('the server knows each language of corpus files, and a grammar has the scope that it is registered by', () => {
  for (const { id, grammar, scopeName } of corpusLanguages) {
    assert.equal(corpusLanguageOf(id, '')?.id, id);
    assert.equal(
      JSON.parse(readFileSync(`syntaxes/${grammar}.tmLanguage.json`, 'utf8')).scopeName,
      scopeName,
    );
  }
});

test('settings that name a path or a program cannot come from a synchronised or untrusted place', () => {
  const properties = contributes.configuration.properties;
  assert.equal(properties['biogloss.model'].scope, 'machine-overridable');
  assert.equal(properties['biogloss.device'].scope, 'machine');
  assert.ok(capabilities.untrustedWorkspaces.restrictedConfigurations.includes('biogloss.model'));
});

test('the settings and their defaults are those that the server reads', () => {
  const properties = contributes.configuration.properties;
  assert.deepEqual(properties['biogloss.device'].enum, [...devices]);
  for (const [name, value] of Object.entries(defaultSettings)) {
    const property = Object.entries(properties).find(([id]) => id === `biogloss.${name}`);
    assert.deepEqual(property?.[1].default, value, name);
  }
});

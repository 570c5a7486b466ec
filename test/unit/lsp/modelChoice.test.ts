import assert from 'node:assert/strict';
import { test } from 'node:test';
import { filePath } from '../../../server/src/lsp/commands/filePath';
import { ModelChoice } from '../../../server/src/lsp/modelChoice';
import { restartDelay } from '../../../server/src/lsp/restartDelay';
import { defaultSettings, readInitialization, readSettings } from '../../../server/src/protocol/settings';

function choice(trusted = true): { model: ModelChoice; used: string[] } {
  const used: string[] = [];
  return {
    model: new ModelChoice('/embedded', '/home/me', trusted, '/tables', ({ folder }) => used.push(folder)),
    used,
  };
}

test('a selection goes before the settings, until the settings change', () => {
  const { model, used } = choice();
  model.configure({ ...defaultSettings, model: '/mine' });
  model.select('/chosen');
  model.configure({ ...defaultSettings, model: '/mine', minimumScore: 0.5 });
  model.configure({ ...defaultSettings, model: '/other' });
  model.configure(defaultSettings);
  assert.deepEqual(used, ['/mine', '/chosen', '/other', '/embedded']);
});

test('a relative folder in the settings starts from the folder in which the person works', () => {
  const { model, used } = choice();
  model.configure({ ...defaultSettings, model: 'models/mine' });
  assert.deepEqual(used, ['/home/me/models/mine']);
});

test('a model that is selected again is loaded again, since its files may have changed', () => {
  const { model, used } = choice();
  model.select('/chosen');
  model.select('/chosen');
  assert.deepEqual(used, ['/chosen', '/chosen']);
});

test('without trust it is the embedded model on the default device, whatever was asked for', () => {
  const { model, used } = choice(false);
  model.configure({ ...defaultSettings, model: '/mine', device: 'webgpu', terminologies: ['/own.terms'] });
  const { folder, device, terminologies } = model.current;
  assert.deepEqual([folder, device, terminologies[0]], ['/embedded', 'auto', '/own.terms']);
  model.trust();
  assert.deepEqual(used, ['/embedded', '/mine']);
});

test('an unusable setting counts as its default, and the others are kept', () => {
  assert.deepEqual(readSettings({ model: 7, device: 'abacus', minimumScore: 0.5 }), {
    ...defaultSettings,
    minimumScore: 0.5,
  });
  for (const nonsense of [undefined, null, 'x', 7, [], { trusted: 'no', settings: 1 }])
    assert.deepEqual(readInitialization(nonsense), readInitialization({}));
});

test('restarts wait longer and longer, up to a second', () =>
  assert.deepEqual([1, 2, 3, 4, 9].map(restartDelay), [0, 100, 200, 400, 1_000]));

test('files are named by path or by file: URI; what is no file is refused in words', () => {
  assert.equal(filePath('/a/b c.txt'), '/a/b c.txt');
  assert.equal(filePath('file:///a/b%20c.txt'), '/a/b c.txt');
  assert.throws(() => filePath('untitled:Untitled-1'), /not a file on this computer/);
});

test('terminologies are used in the order of the list, the embedded one last unless the list places it', () => {
  const { model } = choice();
  const files = (...terminologies: string[]) => {
    model.configure({ ...defaultSettings, terminologies });
    return model.current.terminologies.map((path) => path.split('/').slice(-2).join('/'));
  };
  assert.deepEqual(files(), ['index/mesh.terms']);
  assert.deepEqual(files('hgnc.terms', '/x/own.terms'), ['me/hgnc.terms', 'x/own.terms', 'index/mesh.terms']);
  assert.deepEqual(files('embedded', 'hgnc.terms', 'hgnc.terms'), ['index/mesh.terms', 'me/hgnc.terms']);
});

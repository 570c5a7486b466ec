import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import type { ServerOptions } from '../../server/src/lsp/server';
import { Editor, words } from './editor';

const server: ServerOptions = {
  workers: { analysis: join(__dirname, 'lexicon.worker.js'), training: join(__dirname, 'missing.js') },
  embeddedModel: '/models/lexicon',
};
const uri = 'file:///notes.txt';
const text = 'Naproxen and stomach ulcers\n\nNaproxen caused ulcers in four patients.\n';

test('a document that is opened is annotated, and a hover tells the relation with its evidence', async () => {
  const editor = await Editor.start({ server });
  try {
    await editor.open(uri, text);
    assert.deepEqual(words(await editor.complete(uri)), ['Naproxen', 'ulcers', 'Naproxen', 'ulcers']);
    const hover = await editor.hover(uri, 'Naproxen');
    assert.match(JSON.stringify(hover?.contents), /Naproxen.*Chemical.*D009288.*induces.*ulcers/);
  } finally {
    await editor.close();
  }
});

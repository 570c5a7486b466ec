import assert from 'node:assert/strict';
import { Position, Range, WorkspaceEdit, workspace } from 'vscode';
import { test } from '../suite';
import { marksOf, mentionsIn, open, sample } from './editor';

test('marks follow an edit above them and find what was typed', async () => {
  const document = await open(sample('abstract.txt'));
  const before = mentionsIn(document, await marksOf(document));
  const edit = new WorkspaceEdit();
  edit.insert(document.uri, new Position(0, 0), 'Cisplatin was followed by hearing loss.\n\n');
  await workspace.applyEdit(edit);
  const after = mentionsIn(document, await marksOf(document));
  assert.ok(after.includes('Chemical: Cisplatin'), after.join('\n'));
  assert.deepEqual(after.slice(-before.length), before);
});

test('marks vanish with the text they stood on', async () => {
  const document = await open(sample('abstract.txt'));
  const edit = new WorkspaceEdit();
  edit.delete(document.uri, new Range(0, 0, 2, 0));
  await workspace.applyEdit(edit);
  const mentions = mentionsIn(document, await marksOf(document));
  assert.ok(!mentions.includes('Chemical: Cisplatin'), mentions.join('\n'));
});

test('marks belong to the version that they were made for', async () => {
  const document = await open(sample('abstract.txt'));
  for (let i = 0; i < 5; i++) {
    const edit = new WorkspaceEdit();
    edit.insert(document.uri, new Position(0, 0), 'x');
    await workspace.applyEdit(edit);
    const marks = await marksOf(document);
    assert.equal(marks.version, document.version);
    for (const { ranges, text } of marks.mentions)
      assert.equal(document.getText(ranges[0]).slice(0, 3), text.slice(0, 3));
  }
});

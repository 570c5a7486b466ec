import assert from 'node:assert/strict';
import { Position, Range, WorkspaceEdit, workspace } from 'vscode';
import { test } from '../suite';
import { marksOf, mentionsIn, open, sample } from './editor';

test('marks move with the text when lines are put above it', async () => {
  const document = await open(sample('abstract.txt'));
  const before = await marksOf(document);
  const edit = new WorkspaceEdit();
  edit.insert(document.uri, new Position(0, 0), '\n\n');
  await workspace.applyEdit(edit);
  const after = await marksOf(document);
  assert.deepEqual(
    mentionsIn(document, after),
    before.mentions.map(({ type, text }) => `${type}: ${text}`),
  );
  const moved = after.mentions[0].ranges[0].start.line - before.mentions[0].ranges[0].start.line;
  assert.equal(moved, 2);
});

test('what is typed is found, and vanishes with its text', async () => {
  const document = await open(sample('abstract.txt'));
  const cisplatin = async () => mentionsIn(document, await marksOf(document)).includes('Chemical: Cisplatin');
  const end = document.positionAt(document.getText().length);
  const addition = new WorkspaceEdit();
  addition.insert(document.uri, end, '\nCisplatin was followed by hearing loss.\n');
  await workspace.applyEdit(addition);
  assert.equal(await cisplatin(), true);
  const removal = new WorkspaceEdit();
  removal.delete(document.uri, new Range(end, document.positionAt(document.getText().length)));
  await workspace.applyEdit(removal);
  assert.equal(await cisplatin(), false);
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

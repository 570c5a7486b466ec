import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Change } from '../../../server/src/curation/change';
import { fingerprint, TiedChanges } from '../../../server/src/lsp/curation/inFile/tiedChanges';

const made = (id: string): Change => ({ after: { kind: 'note', id, by: '', when: '', note: id } });

/** Texts one after the other, with what has changed beside the file at each. */
function beside(tied: TiedChanges, ...texts: readonly string[]): string[] {
  return texts.map((text) =>
    tied
      .changesAt(() => fingerprint(text))
      .map(({ before, after }) => (after ? `+${after.id}` : `-${before!.id}`))
      .join(' '),
  );
}

const edit = (before: string, after: string, ...ids: readonly string[]) => ({
  before: fingerprint(before),
  after: fingerprint(after),
  changes: ids.map(made),
});

test('what was decided beside a file goes with its edit, and comes again with it', () => {
  const tied = new TiedChanges();
  tied.add(edit('a', 'b', 'one'));
  tied.add(edit('b', 'c', 'two', 'three'));
  assert.deepEqual(beside(tied, 'b', 'a', 'b', 'c'), ['-two -three', '-one', '+one', '+two +three']);
});

test('other edits change nothing beside the file, and an edit after an undo takes the place of what was undone', () => {
  const tied = new TiedChanges();
  tied.add(edit('a', 'b', 'one'));
  assert.deepEqual(beside(tied, 'bx', 'b', 'a', 'ax'), ['', '', '-one', '']);
  tied.add(edit('ax', 'd', 'two'));
  assert.deepEqual(beside(tied, 'ax', 'b', 'd'), ['-two', '', '+two']);
});

test('an edit that is being made is no undo, whatever text comes of it', () => {
  const tied = new TiedChanges();
  tied.add(edit('a', 'b', 'one'));
  tied.isEditing = true;
  assert.deepEqual(beside(tied, 'a'), ['']);
});

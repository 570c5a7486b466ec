import assert from 'node:assert/strict';
import { test } from 'node:test';
import { exportFormats } from '../../../client/src/export/exportFormats';
import { formatById } from '../../../server/src/formats/registry';

test('every format that the export command offers can be written', () => {
  for (const { id, isFolder = false } of exportFormats) {
    const { write, writeFolder } = formatById(id)!;
    assert.ok(write ?? writeFolder, id);
    assert.equal(isFolder, writeFolder !== undefined, `${id} is a folder, or is not`);
  }
});

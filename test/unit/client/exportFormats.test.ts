import assert from 'node:assert/strict';
import { test } from 'node:test';
import { exportFormats } from '../../../client/src/commands/exportFormats';
import { formatById } from '../../../server/src/formats/registry';

test('every format that the export command offers can be written', () => {
  for (const { id } of exportFormats) assert.ok(formatById(id)?.write ?? formatById(id)?.writeFolder, id);
});
